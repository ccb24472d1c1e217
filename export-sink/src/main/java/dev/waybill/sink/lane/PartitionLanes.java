package dev.waybill.sink.lane;

import dev.waybill.contract.ExportId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/**
 * The lanes of one partition, and where it is read. Held records are read again in short turns, from the held offset of
 * one lane on, the lanes one after the other; between two turns new records are read, at the frontier. So a lane that is
 * far behind delays no other one. Guarded by the {@link Dispatcher}'s lock.
 */
final class PartitionLanes {
    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final Duration FRONTIER = Duration.ofSeconds(1);

    private final TopicPartition partition;
    private final Map<Optional<ExportId>, Lane> lanes = new HashMap<>();
    private long position;
    /** The first offset that was never read. */
    private long frontier;

    private boolean again;
    private List<Lane> readingAgain = List.of();
    private boolean sought;
    private boolean quiet;
    private Instant turnEnds = Instant.MIN;
    private long turns;

    PartitionLanes(TopicPartition partition) {
        this.partition = partition;
    }

    Lane lane(Optional<ExportId> export) {
        return lanes.computeIfAbsent(export, id -> new Lane(new LaneKey(partition, id)));
    }

    Optional<Lane> find(Optional<ExportId> export) {
        return Optional.ofNullable(lanes.get(export));
    }

    Collection<Lane> lanes() {
        return lanes.values();
    }

    List<Lane> all() {
        return new ArrayList<>(lanes.values());
    }

    /** Notes that the record at this offset was read; returns the lanes whose next record is gone from the log. */
    List<Lane> read(long offset) {
        List<Lane> lost =
                sought ? behind().stream().filter(lane -> isLost(lane, offset)).toList() : List.of();
        sought = false;
        quiet = false;
        position = offset + 1;
        if (position >= frontier) {
            frontier = position;
            readingAgain.forEach(Lane::caughtUp);
            readingAgain = List.of();
        }
        return lost;
    }

    private static boolean isLost(Lane lane, long offset) {
        return lane.behind()
                .filter(Held::isRecord)
                .filter(held -> held.from() < offset)
                .isPresent();
    }

    /** Where to read next, if not at the position; to be called after each poll. Held lanes that may go on, do. */
    OptionalLong steer(Instant now, Predicate<Lane> mayGoOn) {
        boolean nothingCame = quiet;
        quiet = true;
        if (again) {
            boolean alone = lanes.size() == 1;
            return !behind().isEmpty() && (alone || now.isBefore(turnEnds)) ? OptionalLong.empty() : toFrontier(now);
        }
        boolean frontierIsRead = position >= frontier && nothingCame;
        return frontierIsRead || !now.isBefore(turnEnds) || lanes.size() == 1
                ? toHeld(now, mayGoOn)
                : OptionalLong.empty();
    }

    /** Ends a turn of reading again; who has not caught up is held where it ended. */
    private OptionalLong toFrontier(Instant now) {
        again = false;
        turnEnds = now.plus(FRONTIER);
        for (Lane lane : behind()) {
            lane.hold(new Held(position, 0, lane.undeliveredSince(), false));
        }
        readingAgain = List.of();
        if (position >= frontier - 1) {
            return OptionalLong.empty();
        }
        // One record before the frontier: Connect takes the offset that it was told to read from for committed already,
        // and would not commit the frontier before another record comes.
        position = frontier - 1;
        return OptionalLong.of(position);
    }

    private OptionalLong toHeld(Instant now, Predicate<Lane> mayGoOn) {
        List<Lane> candidates = lanes.values().stream()
                .filter(lane -> lane.held().isPresent() && mayGoOn.test(lane))
                .toList();
        Optional<Lane> first = candidates.stream()
                .min(Comparator.comparingLong(Lane::turn).thenComparingLong(Lane::lowestUndelivered));
        if (first.isEmpty()) {
            return OptionalLong.empty();
        }
        long from = first.get().held().orElseThrow().from();
        turns++;
        List<Lane> going = candidates.stream()
                .filter(lane -> lane.held().orElseThrow().from() >= from)
                .toList();
        going.forEach(lane -> lane.release(turns));
        if (from >= position) {
            going.forEach(Lane::caughtUp);
            return OptionalLong.empty();
        }
        again = true;
        readingAgain = going;
        sought = true;
        turnEnds = now.plus(AGAIN);
        position = from;
        return OptionalLong.of(from);
    }

    /** Whether held records are being read again. */
    boolean isReadingAgain() {
        return again;
    }

    private List<Lane> behind() {
        return readingAgain.stream().filter(lane -> lane.behind().isPresent()).toList();
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
}
