package dev.waybill.sink.backlog;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Sha256;
import dev.waybill.ledger.DeliveryLane;
import dev.waybill.spec.destination.Destination;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Which backlog it is: what goes from one partition, for one export, to one destination.
 *
 * @param partition where its records are read
 * @param export empty for records that are nobody's: they do not say, credibly, whose they are
 * @param destination empty for records of versions that nobody knows yet
 */
public record BacklogKey(TopicPartition partition, Optional<ExportId> export, Optional<Destination> destination) {
    private static final String UNKNOWN = "unknown";
    private static final int LANE_LENGTH = 8;

    /** The tenant, or {@code unknown}. */
    public String tenant() {
        return export.map(ExportId::tenant).orElse(UNKNOWN);
    }

    /** The export within the tenant, or {@code unknown}. */
    public String exportName() {
        return export.map(ExportId::export).orElse(UNKNOWN);
    }

    /** What stands in front of the objects' names, or {@code unknown}; destinations that differ may have it in common. */
    String base() {
        return destination.map(Destination::base).orElse(UNKNOWN);
    }

    /** Tells destinations apart: the first hex digits of a hash of all that is said about it, or {@code unknown}. */
    String lane() {
        return destination
                .map(place -> Sha256.hex(place.tree().toString()).substring(0, LANE_LENGTH))
                .orElse(UNKNOWN);
    }

    /** The same for statements; empty for records that are nobody's. */
    Optional<DeliveryLane> stated() {
        return export.map(owner -> new DeliveryLane(owner, partition.topic(), partition.partition(), base(), lane()));
    }

    @Override
    public String toString() {
        return tenant() + "/" + exportName() + " in " + partition + " to " + base();
    }
}
