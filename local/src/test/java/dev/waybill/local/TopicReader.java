package dev.waybill.local;

import dev.waybill.contract.PartHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from their beginning on. */
final class TopicReader implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions = new ArrayList<>();

    private TopicReader(String bootstrapServers, String isolation, List<String> topics) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "isolation.level", isolation,
                        "metadata.max.age.ms", "5000"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        for (String topic : topics) {
            consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Sees what transactions have committed. */
    static TopicReader committed(String bootstrapServers, List<String> topics) {
        return new TopicReader(bootstrapServers, "read_committed", topics);
    }

    /** Sees everything, also what will never be committed. */
    static TopicReader uncommitted(String bootstrapServers, List<String> topics) {
        return new TopicReader(bootstrapServers, "read_uncommitted", topics);
    }

    /** What has come since the last call, up to the end now. */
    List<ConsumerRecord<byte[], byte[]>> toEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        return records;
    }

    /** Waits for the next records. */
    List<ConsumerRecord<byte[], byte[]>> poll(Duration atMost) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        consumer.poll(atMost).forEach(records::add);
        return records;
    }

    /** Whether the record of an export's topic is a part, and no receipt. */
    static boolean isPart(ConsumerRecord<byte[], byte[]> record) {
        return record.headers().lastHeader(PartHeaders.RECEIPT) == null;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
