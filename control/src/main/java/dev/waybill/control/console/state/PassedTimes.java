package dev.waybill.control.console.state;

import dev.waybill.contract.Source;
import dev.waybill.ledger.PartitionPassed;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the source partitions have passed, as one partition of the ledger says: what it says of an export before that is all there is.
 * Thread-safe.
 */
final class PassedTimes {
    private static final class Partitions {
        final Map<Integer, Instant> through = new HashMap<>();
        int count;
        Instant since = Instant.EPOCH;
    }

    private final Map<Source, Partitions> sources = new EnumMap<>(Source.class);

    synchronized void add(PartitionPassed passed) {
        Partitions partitions = sources.computeIfAbsent(passed.source().source(), any -> new Partitions());
        partitions.count = Math.max(partitions.count, passed.partitions());
        partitions.through.merge(
                passed.source().partition(), passed.through(), (a, b) -> a.isBefore(b) ? b : a);
        if (passed.since().isAfter(partitions.since)) {
            partitions.since = passed.since();
        }
    }

    /**
     * What all partitions of a source have passed; {@link Instant#MIN} if one of them has said nothing; empty if none has said
     * anything.
     */
    synchronized Optional<Instant> through(Source source) {
        Partitions partitions = sources.get(source);
        if (partitions == null) {
            return Optional.empty();
        }
        return Optional.of(
                partitions.through.size() < partitions.count
                        ? Instant.MIN
                        : partitions.through.values().stream()
                                .min(Instant::compareTo)
                                .orElse(Instant.MIN));
    }

    /** The arrival from which the ledger is complete for all partitions of a source that have said something. */
    synchronized Instant since(Source source) {
        Partitions partitions = sources.get(source);
        return partitions == null ? Instant.EPOCH : partitions.since;
    }
}
