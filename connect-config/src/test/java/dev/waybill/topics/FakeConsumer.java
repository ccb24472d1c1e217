package dev.waybill.topics;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Reads a log in memory. */
final class FakeConsumer extends MockConsumer<byte[], byte[]> {
    private final FakeCluster cluster;
    private final FakeLog log;
    private final Optional<KafkaException> failure;
    /** So many of each partition's records were handed to {@code MockConsumer}. */
    private final Map<TopicPartition, Integer> added = new HashMap<>();

    FakeConsumer(FakeCluster cluster, FakeLog log, Optional<KafkaException> failure) {
        super("none");
        this.cluster = cluster;
        this.log = log;
        this.failure = failure;
    }

    @Override
    public synchronized void assign(Collection<TopicPartition> partitions) {
        super.assign(partitions);
        added.clear();
        updateBeginningOffsets(beginningOffsets(partitions));
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        for (TopicPartition partition : assignment()) {
            List<ConsumerRecord<byte[], byte[]>> records = log.records(partition);
            records.subList(added.getOrDefault(partition, 0), records.size()).forEach(this::addRecord);
            added.put(partition, records.size());
        }
        return super.poll(timeout);
    }

    @Override
    public synchronized List<PartitionInfo> partitionsFor(String topic) {
        failure.ifPresent(reason -> {
            throw reason;
        });
        return IntStream.range(0, cluster.partitions(topic))
                .mapToObj(index -> new PartitionInfo(topic, index, Node.noNode(), new Node[0], new Node[0]))
                .toList();
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
        Map<TopicPartition, OffsetAndTimestamp> offsets = new HashMap<>();
        times.forEach((partition, since) -> log.records(partition).stream()
                .filter(record -> record.timestamp() >= since)
                .findFirst()
                .ifPresent(
                        record -> offsets.put(partition, new OffsetAndTimestamp(record.offset(), record.timestamp()))));
        return offsets;
    }

    @Override
    public synchronized Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
        return partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> 0L));
    }

    @Override
    public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        return partitions.stream().collect(Collectors.toMap(Function.identity(), partition ->
                (long) log.records(partition).size()));
    }
}
