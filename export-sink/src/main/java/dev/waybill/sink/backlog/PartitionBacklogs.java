package dev.waybill.sink.backlog;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.destination.Destination;
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
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/**
 * The backlogs of one partition, and where it is read. Held records are read again in short turns: each turn begins at
 * the held offset of one backlog, and the backlogs take turns. Between two turns, new records are read at the frontier,
 * the first offset that was never read. So a backlog that is far behind delays no other one. Guarded by the {@link
 * Dispatcher}'s lock.
 */
final class PartitionBacklogs {
    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final Duration FRONTIER = Duration.ofSeconds(1);

    private final TopicPartition partition;
    private final Map<BacklogKey, Backlog> backlogs = new HashMap<>();
    private long position;
    /** The first offset that was never read. */
    private long frontier;

    private boolean again;
    private List<Backlog> readingAgain = List.of();
    private boolean sought;
    private boolean quiet;
    private Instant turnEnds = Instant.MIN;
    private long turns;

    PartitionBacklogs(TopicPartition partition) {
        this.partition = partition;
    }

    /** The backlog of an export for a destination; {@code whenNew} is told if it is made now. */
    Backlog backlog(Optional<ExportId> export, Optional<Destination> destination, Consumer<Backlog> whenNew) {
        return backlogs.computeIfAbsent(new BacklogKey(partition, export, destination), key -> {
            Backlog backlog = new Backlog(key);
            whenNew.accept(backlog);
            return backlog;
        });
    }

    /** All backlogs of an export. */
    List<Backlog> of(Optional<ExportId> export) {
        return backlogs.values().stream()
                .filter(backlog -> backlog.key().export().equals(export))
                .toList();
    }

    /**
     * Has a backlog deliver a version that another one delivered so far.
     *
     * @param from the first offset that it has to deliver
     * @param undelivered from where on it must be read again; empty if nothing of it has been read yet
     * @return how many bytes that frees
     */
    long takeOver(Backlog backlog, String version, long from, Optional<Held> undelivered) {
        if (!backlog.versions().takeOver(version, from) || undelivered.isEmpty()) {
            return 0;
        }
        Held first = undelivered.get();
        // What the backlog itself has not read again yet comes again, too.
        return backlog.giveUpFrom(
                backlog.behind().isPresent() ? first.startingAt(Math.min(first.from(), position)) : first);
    }

    Collection<Backlog> backlogs() {
        return backlogs.values();
    }

    List<Backlog> all() {
        return new ArrayList<>(backlogs.values());
    }

    /**
     * Whether reading has gone back to this offset though nobody here asked for it: the topic was made anew or its log was cut, and
     * other records stand there now, or Connect has gone back to what is committed.
     */
    boolean hasGoneBackTo(long offset) {
        return offset < position;
    }

    /** Reading has gone back to this offset, and nothing from there on counts as read; answers where it would have gone on. */
    long goBackTo(long offset) {
        long expected = position;
        position = offset;
        frontier = offset;
        again = false;
        readingAgain = List.of();
        sought = false;
        return expected;
    }

    /** Notes that the record at this offset was read; returns the backlogs whose next record is gone from the log. */
    List<Backlog> read(long offset) {
        List<Backlog> lost = sought
                ? behind().stream().filter(backlog -> isLost(backlog, offset)).toList()
                : List.of();
        sought = false;
        quiet = false;
        position = offset + 1;
        if (position >= frontier) {
            frontier = position;
            readingAgain.forEach(Backlog::caughtUp);
            readingAgain = List.of();
        }
        return lost;
    }

    private static boolean isLost(Backlog backlog, long offset) {
        return backlog.behind()
                .filter(Held::isRecord)
                .filter(held -> held.from() < offset)
                .isPresent();
    }

    /**
     * Where to read next; empty to read on. Releases held backlogs whose turn it is. To be called after each poll.
     *
     * @param mayGoOn whether a held backlog may be read again now
     */
    OptionalLong steer(Instant now, Predicate<Backlog> mayGoOn) {
        boolean nothingCame = quiet;
        quiet = true;
        if (again) {
            boolean alone = backlogs.size() == 1;
            return !behind().isEmpty() && (alone || now.isBefore(turnEnds)) ? OptionalLong.empty() : toFrontier(now);
        }
        boolean frontierIsRead = position >= frontier && nothingCame;
        return frontierIsRead || !now.isBefore(turnEnds) || backlogs.size() == 1
                ? toHeld(now, mayGoOn)
                : OptionalLong.empty();
    }

    /** Ends a turn of reading again; a backlog that has not caught up is held where the turn ended. */
    private OptionalLong toFrontier(Instant now) {
        again = false;
        turnEnds = now.plus(FRONTIER);
        for (Backlog backlog : behind()) {
            backlog.hold(new Held(position, 0, backlog.undeliveredSince(), false));
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

    private OptionalLong toHeld(Instant now, Predicate<Backlog> mayGoOn) {
        List<Backlog> candidates = backlogs.values().stream()
                .filter(backlog -> backlog.held().isPresent() && mayGoOn.test(backlog))
                .toList();
        Optional<Backlog> first = candidates.stream()
                .min(Comparator.comparingLong(Backlog::turn).thenComparingLong(Backlog::lowestUndelivered));
        if (first.isEmpty()) {
            return OptionalLong.empty();
        }
        long from = first.get().held().orElseThrow().from();
        turns++;
        List<Backlog> going = candidates.stream()
                .filter(backlog -> backlog.held().orElseThrow().from() >= from)
                .toList();
        going.forEach(backlog -> backlog.release(turns));
        if (from >= position) {
            going.forEach(Backlog::caughtUp);
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

    private List<Backlog> behind() {
        return readingAgain.stream()
                .filter(backlog -> backlog.behind().isPresent())
                .toList();
    }

    /**
     * The lowest offset that must not be passed, or {@code otherwise} if that is lower. What is still to be read again
     * must not be passed either.
     */
    long lowestUndelivered(long otherwise) {
        long lowest = Math.min(otherwise, position);
        for (Backlog backlog : backlogs.values()) {
            long offset = backlog.lowestUndelivered();
            if (offset != Backlog.NONE) {
                lowest = Math.min(lowest, offset);
            }
        }
        return lowest;
    }
}
