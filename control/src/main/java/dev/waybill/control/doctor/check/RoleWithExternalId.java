package dev.waybill.control.doctor.check;

import dev.waybill.control.doctor.account.Bucket;
import dev.waybill.control.doctor.account.Failure;
import dev.waybill.control.doctor.account.Reply;
import dev.waybill.spec.destination.Destination;
import dev.waybill.spec.destination.S3Destination;
import java.util.List;

/** Whether the platform can assume the tenant's role with the tenant's external id: without that nothing is delivered. */
public record RoleWithExternalId() implements Check {
    @Override
    public boolean concerns(Destination destination) {
        return destination.s3().flatMap(S3Destination::roleArn).isPresent();
    }

    @Override
    public List<Diagnosis> examine(Examination examination) {
        CheckedExport export = examination.export();
        if (export.externalId().isEmpty()) {
            return List.of(Diagnosis.notChecked(
                    "the tenant has no external id yet",
                    "run ./waybill apply, which makes it, send the tenant its documents, and look again"));
        }
        Reply<Bucket> entered = examination.delivering();
        if (entered.isWell()) {
            return List.of(Diagnosis.passed("the role can be assumed with the tenant's external id"));
        }
        Failure failure = entered.failure().orElseThrow();
        if (!failure.isRefusal()) {
            return List.of(Diagnosis.failed(
                    "the role cannot be assumed: " + failure.detail(),
                    failure.kind().advice()));
        }
        return List.of(Diagnosis.failed(
                        "the role cannot be assumed with the tenant's external id: " + failure.detail(),
                        "the tenant makes the role, if it does not exist, and gives it this trust policy; the platform's"
                                + " own policy must allow sts:AssumeRole on it")
                .correctedBy(export.papers().trust(export.s3())));
    }
}
