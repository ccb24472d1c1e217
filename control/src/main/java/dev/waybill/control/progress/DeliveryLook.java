package dev.waybill.control.progress;

import dev.waybill.catalog.record.UnreadableRecordException;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.ledger.DeliveryJson;
import dev.waybill.ledger.DeliveryRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Looks at what Waybill's sink has said last. Confined to one thread. */
public final class DeliveryLook {
    /** How far it goes back in a partition, in offsets. */
    static final long REACH = 8_192;

    private final LogLook look;

    public DeliveryLook(LogLook look) {
        this.look = look;
    }

    /** The partition in which it is said of an export. */
    public static TopicPartition partition(ExportId export) {
        return new TopicPartition(Topics.DELIVERIES, Topics.partition(export, Topics.DELIVERIES_PARTITIONS));
    }

    /**
     * What was said of each export, as far as anything was. Records that are none, or of a newer program, are passed over.
     *
     * @param extents of the partitions that exist
     */
    public Map<ExportId, DeliveryGlance> newest(Collection<ExportId> exports, Map<TopicPartition, Extent> extents) {
        Set<ExportId> wanted = new HashSet<>(exports);
        Map<TopicPartition, Long> from = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        extents.forEach((partition, extent) -> {
            if (extent.begin() < extent.end()) {
                from.put(partition, Math.max(extent.begin(), extent.end() - REACH));
                ends.put(partition, extent.end());
            }
        });
        Map<ExportId, DeliveryFold> said = new HashMap<>();
        look.read(from, ends, record -> {
            parsed(record.value())
                    .filter(found -> wanted.contains(found.lane().export()))
                    .ifPresent(found -> said.computeIfAbsent(found.lane().export(), any -> new DeliveryFold())
                            .add(found));
            return false;
        });
        Map<ExportId, DeliveryGlance> glances = new HashMap<>();
        said.forEach((export, fold) -> glances.put(export, fold.glance()));
        return glances;
    }

    private static Optional<DeliveryRecord> parsed(byte[] value) {
        try {
            return value == null ? Optional.empty() : DeliveryJson.read(value);
        } catch (UnreadableRecordException e) {
            return Optional.empty();
        }
    }
}
