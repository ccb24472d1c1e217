package dev.waybill.control.doctor.check;

import dev.waybill.control.doctor.account.Reply;
import dev.waybill.iam.Arn;
import dev.waybill.spec.destination.Destination;
import dev.waybill.spec.destination.S3Destination;
import java.util.List;
import java.util.Optional;

/** Whether the platform's own credentials are of the account that tenants' roles trust. */
public record PlatformIdentity() implements Check {
    @Override
    public boolean concerns(Destination destination) {
        return destination.s3().flatMap(S3Destination::roleArn).isPresent();
    }

    @Override
    public List<Diagnosis> examine(Examination examination) {
        Reply<String> own = examination.account().platform();
        if (!own.isWell()) {
            return List.of(Diagnosis.notChecked(
                    "the platform's account could not be asked for: " + own.detail(),
                    "give the platform's credentials; everything that needs the role can only be checked with them"));
        }
        CheckedExport export = examination.export();
        Arn role = Arn.parse(export.s3().roleArn().orElseThrow());
        Optional<String> trusted =
                Optional.ofNullable(export.platform().accounts().get(role.partition()));
        if (trusted.isEmpty()) {
            return List.of(Diagnosis.notChecked(
                    "the platform's credentials are of the account "
                            + own.value().orElseThrow() + ", and nobody says which one roles trust",
                    "say it under accounts." + role.partition().id() + " in platform.yaml"));
        }
        return List.of(
                trusted.equals(own.value())
                        ? Diagnosis.passed("the platform's credentials are of the account " + trusted.get()
                                + ", which roles trust")
                        : Diagnosis.failed(
                                "the platform's credentials are of the account "
                                        + own.value().orElseThrow() + ", and trust policies name " + trusted.get(),
                                "use credentials of the account in platform.yaml, or correct it there and send the"
                                        + " tenants their trust policies again"));
    }
}
