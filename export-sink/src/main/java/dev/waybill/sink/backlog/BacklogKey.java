package dev.waybill.sink.backlog;

import dev.waybill.contract.ExportId;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Which backlog it is: one export in one partition.
 *
 * @param partition where its records are read
 * @param export empty for records that are nobody's: they do not say, credibly, whose they are
 */
public record BacklogKey(TopicPartition partition, Optional<ExportId> export) {
    /** The tenant, or {@code unknown}. */
    public String tenant() {
        return export.map(ExportId::tenant).orElse("unknown");
    }

    /** The export within the tenant, or {@code unknown}. */
    String exportName() {
        return export.map(ExportId::export).orElse("unknown");
    }

    @Override
    public String toString() {
        return tenant() + "/" + exportName() + " in " + partition;
    }
}
