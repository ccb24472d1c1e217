package dev.waybill.control.doctor.check;

import dev.waybill.control.doctor.account.Done;
import dev.waybill.control.doctor.account.Failure;
import dev.waybill.control.doctor.account.Reply;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.spec.destination.S3Destination;
import java.util.List;

/** Whether the store is reached with the bucket where {@code path-style} puts it: in the path, or in the host's name. */
public record EndpointStyle() implements Check {
    @Override
    public List<Diagnosis> examine(Examination examination) {
        Reply<Done> asConfigured = examination.knock().reply();
        S3Destination destination = examination.export().s3();
        String style = "path-style: " + destination.pathStyle();
        if (isThere(asConfigured)) {
            return List.of(Diagnosis.passed("the store answers with " + style));
        }
        if (isThere(examination.account().knockInOtherStyle())) {
            return List.of(Diagnosis.failed(
                    "the store does not answer with " + style + " (" + asConfigured.detail()
                            + "), but does the other way",
                    "say path-style: " + !destination.pathStyle() + " in the destination"));
        }
        Failure failure = asConfigured.failure().orElseThrow();
        return List.of(
                failure.kind() == FailureKind.BUCKET_GONE
                        ? Diagnosis.failed(
                                "the store knows no bucket " + destination.bucket(),
                                failure.kind().advice())
                        : Diagnosis.failed(
                                "the store cannot be reached: " + failure.detail(),
                                failure.kind().advice()));
    }

    /** A refusal, or a pointer to another region, is an answer about the bucket. */
    private static boolean isThere(Reply<Done> reply) {
        return reply.failure()
                .map(failure -> !failure.isSilence()
                        && failure.kind() != FailureKind.BUCKET_GONE
                        && failure.kind() != FailureKind.CONFIGURATION)
                .orElse(true);
    }
}
