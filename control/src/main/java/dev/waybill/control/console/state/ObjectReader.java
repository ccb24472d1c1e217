package dev.waybill.control.console.state;

import dev.waybill.catalog.record.UnreadableRecordException;
import dev.waybill.clients.KafkaClients;
import dev.waybill.contract.ClusterException;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartKind;
import dev.waybill.contract.Topics;
import dev.waybill.control.progress.LogLook;
import dev.waybill.ledger.DeliveryJson;
import dev.waybill.ledger.LedgerJson;
import dev.waybill.ledger.ObjectDelivered;
import dev.waybill.ledger.PartEmitted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads what the ledger and the deliveries say of one window's objects, where its row says that it stands: names and hashes of all
 * objects of 30 days would take ten times the memory of all else. Thread-safe.
 */
final class ObjectReader {
    /** So many read at a time: the others wait. */
    private static final int READERS = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaClients clients;
    private final Map<String, Object> settings;
    private final String application;
    private final Semaphore readers = new Semaphore(READERS);
    /** Consumers that nobody uses at the moment: to make one takes longer than to read. */
    private final Queue<Consumer<byte[], byte[]>> idle = new ConcurrentLinkedQueue<>();

    ObjectReader(KafkaClients clients, Map<String, Object> settings, String application) {
        this.clients = clients;
        this.settings = Map.copyOf(settings);
        this.application = application;
    }

    /**
     * The objects of a window.
     *
     * @throws ClusterException if the cluster cannot be reached, or too many others read
     */
    WindowObjects read(ExportId export, WindowRow row) {
        if (row.ledgerFrom == WindowRow.NOWHERE && row.deliveriesFrom == WindowRow.NOWHERE) {
            return WindowObjects.NONE;
        }
        enter();
        try {
            Consumer<byte[], byte[]> consumer =
                    Optional.ofNullable(idle.poll()).orElseGet(() -> clients.consumer(LogLook.settings(settings)));
            WindowObjects objects;
            try {
                objects = read(new LogLook(consumer, System::nanoTime, PATIENCE), export, row);
            } catch (RuntimeException e) {
                consumer.close();
                throw e;
            }
            idle.add(consumer);
            return objects;
        } finally {
            readers.release();
        }
    }

    private void enter() {
        try {
            if (!readers.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ClusterException(
                        "too many others look at objects of windows: try again", new IllegalStateException());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while waiting to look at a window", e);
        }
    }

    /** Gives back what is not in use. */
    void close() {
        for (Consumer<byte[], byte[]> next = idle.poll(); next != null; next = idle.poll()) {
            next.close();
        }
    }

    private WindowObjects read(LogLook look, ExportId export, WindowRow row) {
        TopicPartition ledger = new TopicPartition(Topics.LEDGER, Topics.partition(export, Topics.LEDGER_PARTITIONS));
        TopicPartition deliveries =
                new TopicPartition(Topics.DELIVERIES, Topics.partition(export, Topics.DELIVERIES_PARTITIONS));
        Map<TopicPartition, Long> from = new LinkedHashMap<>();
        Map<TopicPartition, Long> ends = new LinkedHashMap<>();
        if (row.ledgerFrom != WindowRow.NOWHERE) {
            from.put(ledger, row.ledgerFrom);
            ends.put(ledger, row.ledgerTo);
        }
        if (row.deliveriesFrom != WindowRow.NOWHERE) {
            from.put(deliveries, row.deliveriesFrom);
            ends.put(deliveries, row.deliveriesTo);
        }
        Found found = new Found(export, row.start);
        boolean whole = look.all(from, ends, found::take);
        return new WindowObjects(found.lines(), whole && !row.is(WindowRow.SCATTERED));
    }

    private final class Found {
        private final ExportId export;
        private final Instant start;
        private final Map<String, PartEmitted> emitted = new LinkedHashMap<>();
        private final Map<String, ObjectDelivered> delivered = new LinkedHashMap<>();

        Found(ExportId export, long start) {
            this.export = export;
            this.start = Instant.ofEpochSecond(start);
        }

        void take(ConsumerRecord<byte[], byte[]> record) {
            if (record.value() == null) {
                return;
            }
            try {
                if (record.topic().equals(Topics.LEDGER)) {
                    LedgerJson.read(record.value())
                            .filter(PartEmitted.class::isInstance)
                            .map(PartEmitted.class::cast)
                            .filter(part -> part.source().application().equals(application))
                            .filter(part -> part.export().equals(export)
                                    && part.batch().window().start().equals(start))
                            .ifPresent(part -> emitted.put(part.object(), part));
                } else {
                    DeliveryJson.read(record.value())
                            .filter(ObjectDelivered.class::isInstance)
                            .map(ObjectDelivered.class::cast)
                            .filter(object -> object.lane().export().equals(export)
                                    && object.window()
                                            .filter(of -> of.start().equals(start))
                                            .isPresent())
                            .ifPresent(object -> delivered.putIfAbsent(object.object(), object));
                }
            } catch (UnreadableRecordException e) {
                // Of a newer program: whoever follows the topics has counted it.
                return;
            }
        }

        List<ObjectLine> lines() {
            List<ObjectLine> lines = new ArrayList<>();
            emitted.values()
                    .forEach(part -> lines.add(new ObjectLine(
                            part.batch().lateHour().isPresent() ? PartKind.LATE_PART : PartKind.PART,
                            part.object(),
                            part.size(),
                            part.sha256(),
                            OptionalLong.of(part.rows()),
                            Optional.ofNullable(delivered.get(part.object())).map(ObjectDelivered::at))));
            delivered.values().stream()
                    .filter(object -> object.kind() == PartKind.RECEIPT)
                    .forEach(object -> lines.add(new ObjectLine(
                            object.kind(),
                            object.object(),
                            object.size(),
                            object.sha256(),
                            OptionalLong.empty(),
                            Optional.of(object.at()))));
            return lines;
        }
    }
}
