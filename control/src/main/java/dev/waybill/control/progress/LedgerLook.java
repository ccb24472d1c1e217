package dev.waybill.control.progress;

import dev.waybill.catalog.record.UnreadableRecordException;
import dev.waybill.clients.ClusterAnswer;
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
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
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

    private final Admin admin;
    private final Consumer<byte[], byte[]> consumer;
    private final LongSupplier nanoTime;
    private final Duration patience;

    /**
     * @param consumer with {@link LogLook#settings}; used, not closed
     * @param patience how long it waits while nothing comes
     */
    public LedgerLook(Admin admin, Consumer<byte[], byte[]> consumer, LongSupplier nanoTime, Duration patience) {
        this.admin = admin;
        this.consumer = consumer;
        this.nanoTime = nanoTime;
        this.patience = patience;
    }

    /**
     * The windows of these exports that have events which are not emitted, for some source partition.
     *
     * @param application whose ledger it is
     * @return by export; empty where the ledger could not be read to its end in time
     * @throws dev.waybill.contract.ClusterException if the cluster cannot be reached or refuses
     */
    public Optional<Map<ExportId, SortedSet<Window>>> open(
            String application, Collection<ExportId> exports, Instant now) {
        Set<String> keys = exports.stream().map(ExportId::toString).collect(Collectors.toSet());
        Set<TopicPartition> partitions = exports.stream()
                .map(export -> new TopicPartition(
                        Topics.LEDGER, Topics.partition(export, Topics.LEDGER_PARTITIONS)))
                .collect(Collectors.toSet());
        Map<TopicPartition, Long> ends = new HashMap<>(new LogPositions(admin).extents(partitions).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().end())));
        Map<TopicPartition, Long> from = since(partitions, ends, now.minus(REACH));
        Set<Begun> open = new HashSet<>();
        boolean whole = read(from, ends, record -> {
            if (record.key() != null && keys.contains(new String(record.key(), StandardCharsets.UTF_8))) {
                take(record, application, open);
            }
        });
        if (!whole) {
            return Optional.empty();
        }
        Map<ExportId, SortedSet<Window>> windows = new HashMap<>();
        exports.forEach(export -> windows.put(export, new TreeSet<>()));
        open.forEach(begun -> windows.computeIfPresent(begun.batch().export(), (export, list) -> {
            list.add(begun.batch().window());
            return list;
        }));
        return Optional.of(windows);
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

    private Map<TopicPartition, Long> since(
            Set<TopicPartition> partitions, Map<TopicPartition, Long> ends, Instant time) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        ClusterAnswer.of(
                        "ask where the last day of the ledger begins",
                        admin.listOffsets(partitions.stream()
                                        .collect(Collectors.toMap(
                                                partition -> partition,
                                                partition -> OffsetSpec.forTimestamp(time.toEpochMilli()))))
                                .all())
                .forEach((partition, found) -> offsets.put(
                        partition, found.offset() < 0 ? ends.getOrDefault(partition, 0L) : found.offset()));
        return offsets;
    }

    /** Whether all was read up to the ends. */
    private boolean read(
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> ends,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        long heard = nanoTime.getAsLong();
        while (from.keySet().stream().anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            boolean any = false;
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                any = true;
                taker.accept(record);
            }
            if (any) {
                heard = nanoTime.getAsLong();
            } else if (nanoTime.getAsLong() - heard >= patience.toNanos()) {
                return false;
            }
        }
        return true;
    }
}
