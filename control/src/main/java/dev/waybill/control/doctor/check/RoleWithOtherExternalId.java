package dev.waybill.control.doctor.check;

import dev.waybill.spec.destination.Destination;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.spec.destination.S3Destination;
import java.util.List;
import java.util.Optional;

/** Whether the role refuses whoever shows another external id; it is a new one each time. */
public record RoleWithOtherExternalId() implements Check {
    @Override
    public boolean concerns(Destination destination) {
        return destination.s3().flatMap(S3Destination::roleArn).isPresent();
    }

    @Override
    public List<Diagnosis> examine(Examination examination) {
        return ConfusedDeputy.examine(
                examination, Optional.of(ExternalIds.newId()), "with another external id than the tenant's");
    }
}
