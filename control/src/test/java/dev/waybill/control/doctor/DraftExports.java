package dev.waybill.control.doctor;

import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Limits;
import dev.waybill.contract.Source;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.destination.Destination;
import dev.waybill.spec.destination.S3Destination;
import java.util.List;
import java.util.Map;

/** Exports that differ in where they go. */
public final class DraftExports {
    private DraftExports() {}

    public static ExportSpec export(String tenant, String export, Delivery delivery, Destination destination) {
        return new ExportSpec(
                new ExportId(tenant, export),
                Source.DOWNLOAD,
                true,
                SelectSpec.ALL,
                List.of(),
                new KindSpec("csv", Map.of()),
                ExportSpec.DEFAULT_LAYOUT,
                ScheduleSpec.HOURLY,
                Limits.DEFAULT_PART_SIZE,
                true,
                delivery,
                destination,
                Map.of());
    }

    public static S3Destination s3(String bucket, String prefix) {
        return S3Destination.ofRole(bucket, prefix, "eu-west-1", "arn:aws:iam::111122223333:role/LogsWriter");
    }
}
