package dev.waybill.sink;

import dev.waybill.contract.ExportId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** The lanes of one partition and how far it has been read. Guarded by the {@link Dispatcher}'s lock. */
final class PartitionLanes {
    private final TopicPartition partition;
    private final Map<Optional<ExportId>, Lane> lanes = new HashMap<>();
    private long position;
    private long expected = Lane.NONE;

    PartitionLanes(TopicPartition partition) {
        this.partition = partition;
    }

    Lane lane(Optional<ExportId> export) {
        return lanes.computeIfAbsent(export, id -> new Lane(new LaneKey(partition, id)));
    }

    boolean has(Optional<ExportId> export) {
        return lanes.containsKey(export);
    }

    Collection<Lane> lanes() {
        return lanes.values();
    }

    /**
     * Notes that the record at this offset was read. False when another one had to come, because the reader went back to
     * it: then that record is gone from the log.
     */
    boolean read(long offset) {
        boolean asExpected = expected == Lane.NONE || offset == expected;
        expected = Lane.NONE;
        position = offset + 1;
        return asExpected;
    }

    /** Releases what may go on; returns where to read from, when that lies behind. */
    OptionalLong release(List<Lane> releasable) {
        long from = Long.MAX_VALUE;
        for (Lane lane : releasable) {
            from = Math.min(from, lane.release());
        }
        if (from >= position) {
            return OptionalLong.empty();
        }
        position = from;
        expected = from;
        return OptionalLong.of(from);
    }

    /**
     * The lowest offset that must not be passed, or {@code otherwise} if that is lower. What will be read again, but is
     * not yet, is not to be passed either.
     */
    long lowestUndelivered(long otherwise) {
        long lowest = Math.min(otherwise, position);
        for (Lane lane : lanes.values()) {
            long offset = lane.lowestUndelivered();
            if (offset != Lane.NONE) {
                lowest = Math.min(lowest, offset);
            }
        }
        return lowest;
    }

    List<Lane> all() {
        return new ArrayList<>(lanes.values());
    }
}
