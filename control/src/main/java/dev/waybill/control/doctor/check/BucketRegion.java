package dev.waybill.control.doctor.check;

import dev.waybill.spec.destination.S3Destination;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the bucket is in the destination's region: S3 tells everybody where a bucket is. */
public record BucketRegion() implements Check {
    private static final String HEADER = "x-amz-bucket-region";

    @Override
    public List<Diagnosis> examine(Examination examination) {
        @Nullable String actual = examination.knock().reply().headers().get(HEADER);
        S3Destination destination = examination.export().s3();
        if (actual == null) {
            return List.of(Diagnosis.notChecked(
                    "the store does not say in which region the bucket is",
                    "needs a store that answers with " + HEADER + ", as Amazon S3 does for a bucket's name"));
        }
        return List.of(
                actual.equals(destination.region())
                        ? Diagnosis.passed("the bucket is in " + actual)
                        : Diagnosis.failed(
                                "the bucket is in " + actual + ", not in " + destination.region(),
                                "say region: " + actual + " in the destination"));
    }
}
