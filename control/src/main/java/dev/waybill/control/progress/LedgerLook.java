package dev.waybill.control.progress;

import dev.waybill.catalog.record.UnreadableRecordException;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.ledger.AboutExport;
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
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the last day of the ledger, for some exports. What is open is stated again every day, so that is enough to know it.
 * Confined to one thread.
 */
public final class LedgerLook {
    /** A day, and the time that a restart may put the statement off. */
    static final Duration REACH = Duration.ofHours(26);

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
        Map<TopicPartition, Extent> extents = positions.extents(exports.stream()
                .map(export -> new TopicPartition(Topics.LEDGER, Topics.partition(export, Topics.LEDGER_PARTITIONS)))
                .collect(Collectors.toSet()));
        Map<TopicPartition, Long> ends = extents.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().end()));
        Set<Begun> open = new HashSet<>();
        boolean whole = look.all(positions.at(now.minus(REACH), extents), ends, record -> {
            if (record.key() != null && keys.contains(new String(record.key(), StandardCharsets.UTF_8))) {
                take(record, application, open);
            }
        });
        return whole ? Optional.of(byExport(open, exports)) : Optional.empty();
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

    private static void take(ConsumerRecord<byte[], byte[]> record, String application, Set<Begun> open) {
        Optional<LedgerEntry> read;
        try {
            read = record.value() == null ? Optional.empty() : LedgerJson.read(record.value());
        } catch (UnreadableRecordException e) {
            // Of a newer program: it says what is open again, tomorrow.
            return;
        }
        if (read.isPresent()
                && read.get() instanceof AboutExport entry
                && entry.source().application().equals(application)) {
            if (entry instanceof BatchOpened opened) {
                open.add(new Begun(opened.source(), opened.batch()));
            } else if (entry instanceof BatchFinished finished) {
                open.remove(new Begun(finished.source(), finished.batch()));
            }
        }
    }
}
