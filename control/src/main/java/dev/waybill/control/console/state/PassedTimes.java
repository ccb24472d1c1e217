package dev.waybill.control.console.state;

import dev.waybill.contract.Source;
import dev.waybill.ledger.PartitionPassed;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the source partitions have passed, as one partition of the ledger says: what it says of an export before that is all there is.
 * Thread-safe.
 */
final class PassedTimes {
    private static final class Partitions {
        final Map<Integer, Instant> through = new HashMap<>();
        final Map<Integer, Instant> said = new HashMap<>();
        int count;
        Instant since = Instant.EPOCH;
    }

    private final Map<Source, Partitions> sources = new EnumMap<>(Source.class);

    /** @param logged when it was written */
    synchronized void add(PartitionPassed passed, Instant logged) {
        Partitions partitions = sources.computeIfAbsent(passed.source().source(), any -> new Partitions());
        partitions.count = Math.max(partitions.count, passed.partitions());
        partitions.through.merge(
                passed.source().partition(), passed.through(), (a, b) -> a.isBefore(b) ? b : a);
        partitions.said.put(passed.source().partition(), logged);
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

    /** By source, what each partition has passed; empty for one that has said nothing since an instant. */
    synchronized SortedMap<Source, SortedMap<Integer, Optional<Instant>>> saidSince(Instant since) {
        SortedMap<Source, SortedMap<Integer, Optional<Instant>>> all = new TreeMap<>();
        sources.forEach((source, partitions) -> {
            SortedMap<Integer, Optional<Instant>> passed = new TreeMap<>();
            for (int partition = 0; partition < partitions.count; partition++) {
                boolean recent = !partitions
                        .said
                        .getOrDefault(partition, Instant.MIN)
                        .isBefore(since);
                passed.put(partition, recent ? Optional.ofNullable(partitions.through.get(partition)) : Optional.empty());
            }
            all.put(source, passed);
        });
        return all;
    }

    /** The arrival from which the ledger is complete for all partitions of a source that have said something. */
    synchronized Instant since(Source source) {
        Partitions partitions = sources.get(source);
        return partitions == null ? Instant.EPOCH : partitions.since;
    }
}
