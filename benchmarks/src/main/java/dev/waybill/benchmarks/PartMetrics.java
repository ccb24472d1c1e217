package dev.waybill.benchmarks;

import dev.waybill.batch.Counts;
import dev.waybill.catalog.reign.Unruled;
import dev.waybill.contract.ExportId;
import dev.waybill.event.DropReason;
import dev.waybill.kafka.DeliveryMetrics;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Hears of emitted parts only; no event of a benchmark may go anywhere else. */
@FunctionalInterface
interface PartMetrics extends DeliveryMetrics {
    @Override
    default void unrouted(Unruled why) {
        throw new IllegalStateException("a standard event has no export");
    }

    @Override
    default void quarantined(DropReason reason) {
        throw new IllegalStateException("a standard event went to quarantine: " + reason);
    }

    @Override
    default void finished(ExportId export, Counts counts) {}

    @Override
    default void openBatches(TopicPartition source, int batches) {}

    @Override
    default void heldBack(TopicPartition source, Set<ExportId> exports) {}

    @Override
    default void waitingSince(TopicPartition source, Optional<Long> millis) {}
}
