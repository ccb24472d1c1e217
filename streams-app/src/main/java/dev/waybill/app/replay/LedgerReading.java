package dev.waybill.app.replay;

import dev.waybill.catalog.record.UnreadableRecordException;
import dev.waybill.clients.ReaderSettings;
import dev.waybill.contract.ClusterException;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.ledger.LedgerEntry;
import dev.waybill.ledger.LedgerJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads pieces of the ledger: what is committed of one application, about some exports or about source partitions as a whole. */
final class LedgerReading {
    private static final Duration POLL = Duration.ofMillis(200);
    /** Longer than a transaction of a process that was killed may stay open. */
    private static final Duration WITHOUT_PROGRESS = Duration.ofMinutes(2);

    private final Map<String, Object> client;

    /** @param client settings of any client of the cluster */
    LedgerReading(Map<String, Object> client) {
        this.client = client;
    }

    /** The partitions of the ledger in which these exports' entries stand. */
    static Set<TopicPartition> partitions(Collection<ExportId> exports) {
        return exports.stream()
                .map(export -> new TopicPartition(Topics.LEDGER, Topics.partition(export, Topics.LEDGER_PARTITIONS)))
                .collect(Collectors.toSet());
    }

    /**
     * Takes the entries of a piece in their order. What the topic does not hold any more of it is passed over.
     *
     * @throws ClusterException if the cluster cannot be reached, or reading comes to no end
     * @throws ReplayRefusedException if this program cannot read an entry
     */
    void read(SourceSpan piece, String application, Collection<ExportId> exports, Consumer<LedgerEntry> taker) {
        Set<String> keys = exports.stream().map(ExportId::toString).collect(Collectors.toSet());
        TopicPartition partition = piece.source();
        try (KafkaConsumer<byte[], byte[]> consumer = open()) {
            consumer.assign(List.of(partition));
            long held = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            consumer.seek(partition, Math.max(held, piece.start()));
            long reached = consumer.position(partition);
            long deadline = System.nanoTime() + WITHOUT_PROGRESS.toNanos();
            while (reached < piece.end()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < piece.end() && isAsked(record, keys)) {
                        take(record, application, taker);
                    }
                }
                if (consumer.position(partition) > reached) {
                    reached = consumer.position(partition);
                    deadline = System.nanoTime() + WITHOUT_PROGRESS.toNanos();
                } else if (System.nanoTime() - deadline > 0) {
                    throw new ClusterException(
                            "could not read " + partition + " beyond offset " + reached + " for " + WITHOUT_PROGRESS);
                }
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> open() {
        return new KafkaConsumer<>(ReaderSettings.of(client), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static boolean isAsked(ConsumerRecord<byte[], byte[]> record, Set<String> keys) {
        return record.key() == null || keys.contains(new String(record.key(), StandardCharsets.UTF_8));
    }

    private static void take(ConsumerRecord<byte[], byte[]> record, String application, Consumer<LedgerEntry> taker) {
        try {
            LedgerJson.read(record.value())
                    .filter(entry -> entry.source().application().equals(application))
                    .ifPresent(taker);
        } catch (UnreadableRecordException e) {
            throw new ReplayRefusedException(
                    "the ledger's entry " + record.topic() + "-" + record.partition() + "@" + record.offset() + " "
                            + e.getMessage() + "; if a newer version of Waybill wrote it, run that one");
        }
    }
}
