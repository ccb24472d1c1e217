package dev.waybill.local;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.coordinator.transaction.TransactionLog;
import org.apache.kafka.coordinator.transaction.TransactionMetadata;
import org.apache.kafka.coordinator.transaction.TransactionState;
import org.apache.kafka.server.common.TransactionVersion;

/** A transaction that the broker has decided to commit, as its log says, and of whose end no partition has been told. */
final class DecidedTransaction {
    private DecidedTransaction() {}

    /**
     * Writes the decision, which otherwise stands alone for milliseconds only, into the broker's log. The broker finds it
     * there when it is started again.
     *
     * @param transactionalId of a producer whose transaction is open
     */
    static void commit(EmbeddedBroker broker, String transactionalId) throws Exception {
        ConsumerRecord<byte[], byte[]> last = lastRecord(broker, transactionalId);
        byte[] value = TransactionLog.valueToBytes(
                metadata(last)
                        .prepareAbortOrCommit(
                                TransactionState.PREPARE_COMMIT,
                                TransactionVersion.TV_2,
                                RecordBatch.NO_PRODUCER_ID,
                                last.timestamp(),
                                false),
                TransactionVersion.TV_2);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                // The one client by whom a broker lets its own topics be written.
                Map.of("bootstrap.servers", broker.bootstrapServers(), "client.id", "__admin_client"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(last.topic(), last.partition(), last.key(), value))
                    .get();
        }
    }

    private static TransactionMetadata metadata(ConsumerRecord<byte[], byte[]> entry) {
        return ((TransactionLog.TxnRecord)
                        TransactionLog.read(ByteBuffer.wrap(entry.key()), ByteBuffer.wrap(entry.value())))
                .metadata();
    }

    private static ConsumerRecord<byte[], byte[]> lastRecord(EmbeddedBroker broker, String transactionalId) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.TRANSACTION_STATE_TOPIC_NAME).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            ConsumerRecord<byte[], byte[]> last = null;
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(Duration.ofMillis(200))) {
                    if (new String(entry.key(), StandardCharsets.UTF_8).endsWith(transactionalId)) {
                        last = entry;
                    }
                }
            }
            if (last == null) {
                throw new AssertionError("no transaction of " + transactionalId);
            }
            return last;
        }
    }
}
