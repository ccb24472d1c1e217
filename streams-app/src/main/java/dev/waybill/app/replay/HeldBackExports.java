package dev.waybill.app.replay;

import dev.waybill.batch.Counts;
import dev.waybill.batch.Part;
import dev.waybill.catalog.reign.Unruled;
import dev.waybill.contract.ExportId;
import dev.waybill.event.DropReason;
import dev.waybill.kafka.DeliveryMetrics;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.common.TopicPartition;

/** Of all that is counted, a replay looks at what holds it up. */
final class HeldBackExports implements DeliveryMetrics {
    private final ConcurrentMap<TopicPartition, Set<ExportId>> bySource = new ConcurrentHashMap<>();

    /** The exports that take no events now, as text. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        bySource.values().forEach(exports -> exports.forEach(export -> names.add(export.toString())));
        return names;
    }

    @Override
    public void heldBack(TopicPartition source, Set<ExportId> exports) {
        bySource.put(source, Set.copyOf(exports));
    }

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
}
