package dev.waybill.topics;

import dev.waybill.clients.ClusterAnswer;
import dev.waybill.contract.ClusterException;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.RetryMark;
import dev.waybill.contract.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Asks the sink to try an export now: by a {@link RetryMark} in every topic that may hold parts of it. */
public final class RetryMarks {
    private static final String TIMEOUT_MS = "30000";

    private final Admin admin;
    private final Producer<byte[], byte[]> producer;

    /**
     * Settings of a producer that gives up after half a minute.
     *
     * @param ofUser settings of any Kafka client, which win
     */
    public static Map<String, Object> producerSettings(Map<String, Object> ofUser) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MS);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
        properties.putAll(ofUser);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        return properties;
    }

    /** Looks for topics with {@code admin} and writes with {@code producer}. */
    public RetryMarks(Admin admin, Producer<byte[], byte[]> producer) {
        this.admin = admin;
        this.producer = producer;
    }

    /**
     * Writes the marks: to the topic of its own, the shared one and the parking one, as far as they exist.
     *
     * @return where they stand, as {@code topic-partition} and offset; empty if none of the topics exists
     * @throws ClusterException if one cannot be written
     */
    public Map<String, Long> write(ExportId export) {
        Map<String, Integer> topics = new Cluster(admin)
                .partitions(List.of(Topics.dedicated(export), Topics.SHARED_DELIVERY, Topics.parked(export)));
        Map<String, Long> written = new TreeMap<>();
        topics.forEach((topic, partitions) -> {
            int partition = topic.equals(Topics.parked(export)) ? 0 : Topics.partition(export, partitions);
            written.put(topic + "-" + partition, write(topic, partition, export));
        });
        return written;
    }

    private long write(String topic, int partition, ExportId export) {
        ProducerRecord<byte[], byte[]> mark = new ProducerRecord<>(topic, partition, null, null);
        RetryMark.headers(export).forEach((name, value) -> mark.headers().add(name, value));
        return ClusterAnswer.of("write to " + topic + "-" + partition, producer.send(mark))
                .offset();
    }
}
