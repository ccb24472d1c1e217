package dev.waybill.control.console.state;

import dev.waybill.catalog.record.UnreadableRecordException;
import dev.waybill.contract.Source;
import dev.waybill.ledger.LedgerEntry;
import dev.waybill.ledger.LedgerJson;
import dev.waybill.ledger.PartitionPassed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the source partitions have passed, as one partition of the ledger says: what it says of an export before that is all there is.
 * Most of what stands in a ledger is such entries, and only the newest of each source partition counts: the others are not even read
 * as JSON. Thread-safe.
 */
final class PassedTimes {
    private static final byte[] BEGIN = ascii("{\"format\":1,\"kind\":\"passed\",");
    private static final byte[] END = ascii(",\"partitions\":");

    /** An entry as it stands there, and when it was written. */
    private record Said(byte[] value, Instant logged) {}

    private static final class Partitions {
        final Map<Integer, Instant> through = new HashMap<>();
        final Map<Integer, Instant> said = new HashMap<>();
        int count;
        Instant since = Instant.EPOCH;
    }

    private final String application;
    private final Map<Source, Partitions> sources = new EnumMap<>(Source.class);
    /** The newest entries that were not read yet, by what names their source partition. */
    private final Map<String, Said> unread = new HashMap<>();

    private long unreadable;

    /** @param application whose entries count */
    PassedTimes(String application) {
        this.application = application;
    }

    /**
     * Takes a record if it says what a source partition has passed.
     *
     * @param logged when it was written
     * @return whether it does
     */
    boolean take(byte[] value, Instant logged) {
        if (!Arrays.equals(value, 0, Math.min(value.length, BEGIN.length), BEGIN, 0, BEGIN.length)) {
            return false;
        }
        int end = indexOfEnd(value);
        if (end < 0) {
            return false;
        }
        String partition = new String(value, BEGIN.length, end - BEGIN.length, StandardCharsets.ISO_8859_1);
        synchronized (this) {
            unread.put(partition, new Said(value, logged));
        }
        return true;
    }

    private static int indexOfEnd(byte[] value) {
        for (int at = BEGIN.length; at <= value.length - END.length; at++) {
            if (value[at] == END[0] && Arrays.equals(value, at, at + END.length, END, 0, END.length)) {
                return at;
            }
        }
        return -1;
    }

    /** In the order of what names them, so that it does not depend on when somebody asks. */
    private void read() {
        new TreeMap<>(unread).values().forEach(this::read);
        unread.clear();
    }

    private void read(Said said) {
        try {
            Optional<LedgerEntry> entry = LedgerJson.read(said.value());
            if (entry.isPresent()
                    && entry.get() instanceof PartitionPassed passed
                    && passed.source().application().equals(application)) {
                add(passed, said.logged());
            }
        } catch (UnreadableRecordException e) {
            unreadable++;
        }
    }

    private void add(PartitionPassed passed, Instant logged) {
        Partitions partitions = sources.computeIfAbsent(passed.source().source(), any -> new Partitions());
        partitions.count = Math.max(partitions.count, passed.partitions());
        partitions.through.merge(passed.source().partition(), passed.through(), (a, b) -> a.isBefore(b) ? b : a);
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
        read();
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
        read();
        SortedMap<Source, SortedMap<Integer, Optional<Instant>>> all = new TreeMap<>();
        sources.forEach((source, partitions) -> {
            SortedMap<Integer, Optional<Instant>> passed = new TreeMap<>();
            for (int partition = 0; partition < partitions.count; partition++) {
                Instant said = partitions.said.getOrDefault(partition, Instant.MIN);
                passed.put(
                        partition,
                        said.isBefore(since)
                                ? Optional.empty()
                                : Optional.ofNullable(partitions.through.get(partition)));
            }
            all.put(source, passed);
        });
        return all;
    }

    /** When the application said so last; {@link Instant#MIN} if it never has. */
    synchronized Instant heard() {
        read();
        return sources.values().stream()
                .flatMap(partitions -> partitions.said.values().stream())
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
    }

    /** The arrival from which the ledger is complete for all partitions of a source that have said something. */
    synchronized Instant since(Source source) {
        read();
        Partitions partitions = sources.get(source);
        return partitions == null ? Instant.EPOCH : partitions.since;
    }

    /** How many of those that counted could not be read. */
    synchronized long unreadable() {
        read();
        return unreadable;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
