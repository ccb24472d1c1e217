package dev.waybill.control.progress;

import dev.waybill.catalog.record.UnreadableRecordException;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.ledger.BatchFinished;
import dev.waybill.ledger.BatchOpened;
import dev.waybill.ledger.LedgerBatch;
import dev.waybill.ledger.LedgerEntry;
import dev.waybill.ledger.LedgerJson;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.window.Window;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the end of the ledger, for some exports. What is open is stated again every day, and what is held back every hour, so that
 * is enough to know it.
 * Confined to one thread.
 */
public final class LedgerLook {
    /** A day, and the time that a restart may put the statement off. */
    static final Duration REACH = Duration.ofHours(26);
    /** What is held back is said every hour, and what has passed every few seconds. */
    public static final Duration LAST_HOURS = Duration.ofHours(2);

    private record Begun(LedgerSource source, LedgerBatch batch) {}

    private final LogPositions positions;
    private final LogLook look;

    public LedgerLook(LogPositions positions, LogLook look) {
        this.positions = positions;
        this.look = look;
    }

    /**
     * The windows of these exports that have events which are not emitted, for some source partition.
     *
     * @param application whose ledger it is; its topic must exist
     * @return by export; empty where the ledger could not be read to its end in time
     * @throws dev.waybill.contract.ClusterException if the cluster cannot be reached or refuses
     */
    public Optional<Map<ExportId, SortedSet<Window>>> open(
            String application, Collection<ExportId> exports, Instant now) {
        Set<String> keys = exports.stream().map(ExportId::toString).collect(Collectors.toSet());
        Set<Begun> open = new HashSet<>();
        boolean whole = read(application, extents(exports), now.minus(REACH), keys, entry -> take(entry, open));
        return whole ? Optional.of(byExport(open, exports)) : Optional.empty();
    }

    /**
     * What the last hours say of these exports, and of all source partitions.
     *
     * @param application whose ledger it is; its topic must exist
     * @param exports at least one
     * @return empty where the ledger could not be read to its end in time
     * @throws dev.waybill.contract.ClusterException if the cluster cannot be reached or refuses
     */
    public Optional<LedgerGlance> last(String application, Collection<ExportId> exports, Instant now) {
        Set<String> keys = exports.stream().map(ExportId::toString).collect(Collectors.toSet());
        Map<TopicPartition, Extent> extents = extents(exports);
        LedgerTail tail = new LedgerTail();
        boolean whole = read(application, extents, now.minus(LAST_HOURS), keys, tail::take);
        boolean wasWritten = extents.values().stream().anyMatch(extent -> extent.end() > 0);
        return whole ? Optional.of(tail.glance(wasWritten)) : Optional.empty();
    }

    private Map<TopicPartition, Extent> extents(Collection<ExportId> exports) {
        return positions.extents(exports.stream()
                .map(export -> new TopicPartition(Topics.LEDGER, Topics.partition(export, Topics.LEDGER_PARTITIONS)))
                .collect(Collectors.toSet()));
    }

    /** Takes what the application says of these exports, or of all; whether all of it was read in time. */
    private boolean read(
            String application,
            Map<TopicPartition, Extent> extents,
            Instant since,
            Set<String> keys,
            Consumer<LedgerEntry> taker) {
        Map<TopicPartition, Long> ends = extents.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().end()));
        return look.all(positions.at(since, extents), ends, record -> {
            if (record.key() == null || keys.contains(new String(record.key(), StandardCharsets.UTF_8))) {
                entry(record)
                        .filter(entry -> entry.source().application().equals(application))
                        .ifPresent(taker);
            }
        });
    }

    private static Map<ExportId, SortedSet<Window>> byExport(Set<Begun> open, Collection<ExportId> exports) {
        Map<ExportId, SortedSet<Window>> windows = new HashMap<>();
        exports.forEach(export -> windows.put(export, new TreeSet<>()));
        open.forEach(begun -> windows.computeIfPresent(begun.batch().export(), (export, list) -> {
            list.add(begun.batch().window());
            return list;
        }));
        return windows;
    }

    private static Optional<LedgerEntry> entry(ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.value() == null ? Optional.empty() : LedgerJson.read(record.value());
        } catch (UnreadableRecordException e) {
            // Of a newer program: it says again what lasts.
            return Optional.empty();
        }
    }

    private static void take(LedgerEntry entry, Set<Begun> open) {
        if (entry instanceof BatchOpened opened) {
            open.add(new Begun(opened.source(), opened.batch()));
        } else if (entry instanceof BatchFinished finished) {
            open.remove(new Begun(finished.source(), finished.batch()));
        }
    }
}
