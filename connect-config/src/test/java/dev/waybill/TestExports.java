package dev.waybill;

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

/** Export specs for tests, made without their YAML. */
public final class TestExports {
    public static final String ROLE = "arn:aws:iam::111122223333:role/LogsWriter";

    private TestExports() {}

    public static ExportSpec export(String tenant, String export, Destination destination) {
        return export(tenant, export, Delivery.DEDICATED, destination, Map.of());
    }

    public static ExportSpec export(
            String tenant, String export, Delivery delivery, Destination destination, Map<String, String> connector) {
        return new ExportSpec(
                new ExportId(tenant, export),
                Source.DOWNLOAD,
                true,
                SelectSpec.ALL,
                List.of(),
                new KindSpec("csv", Map.of("compression", "gzip")),
                ExportSpec.DEFAULT_LAYOUT,
                ScheduleSpec.HOURLY,
                Limits.DEFAULT_PART_SIZE,
                true,
                delivery,
                destination,
                connector);
    }

    public static S3Destination s3(String bucket, String prefix) {
        return S3Destination.ofRole(bucket, prefix, "eu-west-1", ROLE);
    }
}
