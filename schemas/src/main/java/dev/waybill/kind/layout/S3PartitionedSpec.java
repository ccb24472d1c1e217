package dev.waybill.kind.layout;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.ScheduleSpec;
import java.util.List;
import java.util.Optional;

/**
 * Amazon S3's date-partitioned form of server access logs, dated by event time.
 *
 * @param account the account of the source, 12 digits
 * @param region the region of the source
 * @param sourceBucket what the requests went to
 */
public record S3PartitionedSpec(String account, String region, String sourceBucket) implements LayoutSpec {
    public S3PartitionedSpec {
        Segment.requireMatch(Segment.ACCOUNT, "account", account, "must be an account's 12 digits; put them in quotes");
        Segment.require("region", region);
        Segment.require("source-bucket", sourceBucket);
    }

    /** {@code account/region/source-bucket/}. */
    public String folder() {
        return account + "/" + region + "/" + sourceBucket + "/";
    }

    @Override
    public Optional<PartFolders> partFolders(ExportId export, ScheduleSpec schedule) {
        return Optional.of(new PartFolders(folder(), List.of(TimeFolder.DATE), false, List.of(), false));
    }
}
