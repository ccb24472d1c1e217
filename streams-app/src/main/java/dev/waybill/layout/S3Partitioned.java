package dev.waybill.layout;

import dev.waybill.kind.layout.S3PartitionedSpec;
import java.time.format.DateTimeFormatter;

/**
 * Amazon S3's date-partitioned form of server access logs, dated by event time:
 * {@code account/region/source-bucket/yyyy/mm/dd/yyyy-mm-dd-00-00-00-} and a unique text. The clock part is zeros, as
 * where S3 dates by event time.
 */
public record S3Partitioned(S3PartitionedSpec spec) implements Layout {
    private static final DateTimeFormatter DAY = UtcPattern.of("yyyy/MM/dd/yyyy-MM-dd-'00-00-00-'");

    @Override
    public String name(PartIdentity part) {
        return spec.folder() + DAY.format(part.window().start()) + part.file();
    }
}
