package dev.waybill.topics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** The committed records of a cluster in memory, by partition, from offset 0 on. */
public final class FakeLog {
    /** The brokers' clock. */
    public Instant now = Instant.parse("2026-03-04T05:06:07Z");

    private final FakeCluster cluster;
    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();

    FakeLog(FakeCluster cluster) {
        this.cluster = cluster;
        cluster.ends = partition -> records(partition).size();
    }

    public List<ConsumerRecord<byte[], byte[]>> records(TopicPartition partition) {
        return records.getOrDefault(partition, List.of());
    }

    /** Those of all partitions, one partition after the other. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<Integer, List<ConsumerRecord<byte[], byte[]>>> partitions = new TreeMap<>();
        records.forEach((partition, list) -> {
            if (partition.topic().equals(topic)) {
                partitions.put(partition.partition(), list);
            }
        });
        return partitions.values().stream().flatMap(List::stream).toList();
    }

    public void append(ProducerRecord<byte[], byte[]> record) {
        TopicPartition partition = partition(record);
        List<ConsumerRecord<byte[], byte[]>> list = records.computeIfAbsent(partition, added -> new ArrayList<>());
        list.add(new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                list.size(),
                stamp(record),
                TimestampType.LOG_APPEND_TIME,
                record.key() == null ? -1 : record.key().length,
                record.value() == null ? -1 : record.value().length,
                record.key(),
                record.value(),
                new RecordHeaders(record.headers()),
                Optional.empty()));
    }

    /** Where a record goes; keys are not looked at. */
    public static TopicPartition partition(ProducerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition() == null ? 0 : record.partition());
    }

    /** Its topic says whose clock counts. */
    long stamp(ProducerRecord<byte[], byte[]> record) {
        boolean brokers = cluster.setting(record.topic(), "message.timestamp.type")
                .filter("LogAppendTime"::equals)
                .isPresent();
        return brokers || record.timestamp() == null ? now.toEpochMilli() : record.timestamp();
    }
}
