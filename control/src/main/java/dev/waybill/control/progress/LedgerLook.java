package dev.waybill.control.progress;

import dev.waybill.catalog.record.UnreadableRecordException;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
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
import java.util.List;
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
    /** Who runs speaks every few seconds. */
    private static final Duration RECENT = Duration.ofHours(1);

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

    /**
     * The same, of those exports of which nothing else can be open, whatever has become of the application meanwhile: each
     * partition of these sources has spoken in the last hour, and did so more than a day ago, so what is open has been stated
     * again in between.
     *
     * @param sources that the exports have their events from
     * @return by export; none where that cannot be said
     * @throws dev.waybill.contract.ClusterException if the cluster cannot be reached or refuses
     */
    public Map<ExportId, SortedSet<Window>> surelyOpen(
            String application, Collection<ExportId> exports, Set<Source> sources, Instant now) {
        Map<ExportId, SortedSet<Window>> sure = new HashMap<>();
        Map<Integer, List<ExportId>> byPartition = exports.stream()
                .collect(Collectors.groupingBy(export -> Topics.partition(export, Topics.LEDGER_PARTITIONS)));
        byPartition.forEach((partition, some) -> {
            Set<String> keys = some.stream().map(ExportId::toString).collect(Collectors.toSet());
            Map<TopicPartition, Extent> extents =
                    positions.extents(Set.of(new TopicPartition(Topics.LEDGER, partition)));
            Map<TopicPartition, Long> ends = extents.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().end()));
            Set<Begun> open = new HashSet<>();
            SignsOfLife signs = new SignsOfLife(now.minus(REACH), now.minus(RECENT));
            boolean whole = look.all(positions.at(now.minus(REACH).minus(REACH), extents), ends, record -> {
                if (record.key() == null) {
                    entry(record, application).ifPresent(entry -> signs.take(entry, record.timestamp()));
                } else if (keys.contains(new String(record.key(), StandardCharsets.UTF_8))) {
                    take(record, application, open);
                }
            });
            if (whole && sources.stream().allMatch(signs::areOf)) {
                sure.putAll(byExport(open, some));
            }
        });
        return sure;
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
        entry(record, application).ifPresent(entry -> {
            if (entry instanceof BatchOpened opened) {
                open.add(new Begun(opened.source(), opened.batch()));
            } else if (entry instanceof BatchFinished finished) {
                open.remove(new Begun(finished.source(), finished.batch()));
            }
        });
    }

    /** What a newer program has written is passed over: it says what is open again, tomorrow. */
    private static Optional<LedgerEntry> entry(ConsumerRecord<byte[], byte[]> record, String application) {
        try {
            return record.value() == null
                    ? Optional.empty()
                    : LedgerJson.read(record.value())
                            .filter(entry -> entry.source().application().equals(application));
        } catch (UnreadableRecordException e) {
            return Optional.empty();
        }
    }
}
