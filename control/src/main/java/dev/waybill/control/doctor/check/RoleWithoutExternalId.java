package dev.waybill.control.doctor.check;

import dev.waybill.spec.destination.Destination;
import dev.waybill.spec.destination.S3Destination;
import java.util.List;
import java.util.Optional;

/** Whether the role refuses whoever shows no external id. */
public record RoleWithoutExternalId() implements Check {
    @Override
    public boolean concerns(Destination destination) {
        return destination.s3().flatMap(S3Destination::roleArn).isPresent();
    }

    @Override
    public List<Diagnosis> examine(Examination examination) {
        return ConfusedDeputy.examine(examination, Optional.empty(), "without an external id");
    }
}
