package dev.waybill.kafka;

import dev.waybill.batch.Counts;
import dev.waybill.batch.Part;
import dev.waybill.catalog.reign.Unruled;
import dev.waybill.contract.ExportId;
import dev.waybill.event.DropReason;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Counts what happens on the path of the events. */
public interface DeliveryMetrics {
    /** An event that no version of any export rules. */
    void unrouted(Unruled why);

    /** A record that could not be processed, or an event withheld from an export. */
    void quarantined(DropReason reason);

    /** A part has been forwarded to its topic. */
    void emitted(Part part);

    /** A batch is complete; its counts are final and {@code read = delivered + filtered + duplicate + withheld}. */
    void finished(ExportId export, Counts counts);

    /** How many batches of a source partition have begun and are not complete; 0 when the partition is given away. */
    void openBatches(TopicPartition source, int batches);

    /**
     * When the event of a source partition arrived that has waited longest for an export that is or was held back,
     * milliseconds; empty where none waits.
     */
    void waitingSince(TopicPartition source, Optional<Long> millis);

    /** Which exports of a source partition take no events now; none when the partition is given away. */
    void heldBack(TopicPartition source, Set<ExportId> exports);

    /** Counts nothing. */
    DeliveryMetrics NONE = new DeliveryMetrics() {
        @Override
        public void unrouted(Unruled why) {}

        @Override
        public void quarantined(DropReason reason) {}

        @Override
        public void emitted(Part part) {}

        @Override
        public void finished(ExportId export, Counts counts) {}

        @Override
        public void openBatches(TopicPartition source, int batches) {}

        @Override
        public void waitingSince(TopicPartition source, Optional<Long> millis) {}

        @Override
        public void heldBack(TopicPartition source, Set<ExportId> exports) {}
    };
}
