package dev.waybill.layout;

import java.time.format.DateTimeFormatter;

/**
 * Amazon S3's date-partitioned form of server access logs, dated by event time:
 * {@code account/region/source-bucket/yyyy/mm/dd/yyyy-mm-dd-00-00-00-} and a unique text. The clock part is zeros, as
 * where S3 dates by event time.
 *
 * @param account the account of the source, 12 digits
 * @param region the region of the source
 * @param sourceBucket what the requests went to
 */
public record S3Partitioned(String account, String region, String sourceBucket) implements Layout {
    private static final DateTimeFormatter DAY = UtcPattern.of("yyyy/MM/dd/yyyy-MM-dd-'00-00-00-'");

    public S3Partitioned {
        Segment.requireMatch(Segment.ACCOUNT, "account", account, "must be an account's 12 digits; put them in quotes");
        Segment.require("region", region);
        Segment.require("source-bucket", sourceBucket);
    }

    @Override
    public String name(PartIdentity part) {
        return String.join(
                "/", account, region, sourceBucket, DAY.format(part.window().start()) + part.file());
    }
}
