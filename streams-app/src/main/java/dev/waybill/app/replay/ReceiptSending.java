package dev.waybill.app.replay;

import dev.waybill.contract.ClusterException;
import dev.waybill.contract.Topics;
import dev.waybill.kafka.receipt.ReceiptRecord;
import dev.waybill.kafka.receipt.ReceiptRecords;
import dev.waybill.kafka.replay.ReceiptsIssued;
import dev.waybill.kafka.replay.ReplayHeaders;
import dev.waybill.receipt.OutgoingReceipt;
import dev.waybill.verify.receipt.Document;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.Record;

/** Sends all receipts of a replay in one transaction, with the note that says so: whoever comes after finds all or none. */
final class ReceiptSending {
    /** Those who read the topic wait for it where a process is killed in the middle. */
    private static final Duration TRANSACTION = Duration.ofMinutes(1);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final ReplayNames names;
    private final Clock clock;

    ReceiptSending(ReplayNames names, Clock clock) {
        this.names = names;
        this.clock = clock;
    }

    /**
     * Sends what is issued, unless it has been sent: another process of the same replay may have come to its end, too.
     *
     * @param notes the replay's topic
     * @param issue gives every receipt to the one that it is handed
     * @throws ClusterException if they cannot be sent
     */
    void send(ReplayTopic notes, Consumer<Consumer<OutgoingReceipt>> issue) {
        try (KafkaProducer<byte[], byte[]> producer = open()) {
            producer.initTransactions();
            if (notes.read().receipts().isPresent()) {
                return;
            }
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            long[] receipts = {0};
            issue.accept(receipt -> {
                receipts[0]++;
                receipt.documents().forEach(document -> records.add(record(receipt, document, producer)));
            });
            producer.beginTransaction();
            records.forEach(producer::send);
            producer.send(new ProducerRecord<>(names.notes(), 0, null, new ReceiptsIssued(receipts[0]).toJson()));
            producer.commitTransaction();
            awaitNote(notes);
        } catch (KafkaException e) {
            throw new ClusterException(
                    "could not send the receipts of replay " + names.id() + "; the same command goes on there", e);
        }
    }

    /** Brokers make what is committed visible a moment later. */
    private static void awaitNote(ReplayTopic notes) {
        long deadline = System.nanoTime() + TRANSACTION.toNanos();
        while (notes.read().receipts().isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                throw new ClusterException("the receipts were sent, and cannot be read for " + TRANSACTION);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private KafkaProducer<byte[], byte[]> open() {
        String name = names.applicationId() + "-receipts";
        Map<String, Object> config = new HashMap<>(new StreamsConfig(names.kafka()).getProducerConfigs(name));
        config.put("transactional.id", name);
        config.put("transaction.timeout.ms", Math.toIntExact(TRANSACTION.toMillis()));
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private ProducerRecord<byte[], byte[]> record(
            OutgoingReceipt receipt, Document document, KafkaProducer<byte[], byte[]> producer) {
        Record<byte[], ReceiptRecord> record = ReceiptRecords.of(receipt, document, clock.millis());
        int partitions = producer.partitionsFor(receipt.topic()).size();
        return new ProducerRecord<>(
                receipt.topic(),
                Topics.partition(receipt.export(), partitions),
                record.timestamp(),
                null,
                document.bytes(),
                ReplayHeaders.below(names.id().text(), record.headers(), document.name()));
    }
}
