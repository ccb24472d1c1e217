package dev.waybill.cli;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Reads what stands in the topics of {@link FakeClients}, from offset 0 on. */
final class FakeConsumer extends MockConsumer<byte[], byte[]> {
    private final FakeClients clients;

    FakeConsumer(FakeClients clients) {
        super("none");
        this.clients = clients;
    }

    @Override
    public synchronized void assign(Collection<TopicPartition> partitions) {
        super.assign(partitions);
        partitions.forEach(partition -> records(partition).forEach(this::addRecord));
    }

    @Override
    public synchronized List<PartitionInfo> partitionsFor(String topic) {
        clients.readFailure.ifPresent(reason -> {
            throw reason;
        });
        return IntStream.range(0, clients.cluster.partitions(topic))
                .mapToObj(index -> new PartitionInfo(topic, index, Node.noNode(), new Node[0], new Node[0]))
                .toList();
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
        Map<TopicPartition, OffsetAndTimestamp> offsets = new HashMap<>();
        times.forEach((partition, since) -> offsets.put(partition, first(partition, since).orElse(null)));
        return offsets;
    }

    private Optional<OffsetAndTimestamp> first(TopicPartition partition, long since) {
        return records(partition).stream()
                .filter(record -> record.timestamp() >= since)
                .findFirst()
                .map(record -> new OffsetAndTimestamp(record.offset(), record.timestamp()));
    }

    @Override
    public synchronized Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
        return partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> 0L));
    }

    @Override
    public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .collect(Collectors.toMap(
                        Function.identity(), partition -> (long) records(partition).size()));
    }

    private List<ConsumerRecord<byte[], byte[]>> records(TopicPartition partition) {
        List<ProducerRecord<byte[], byte[]>> records = clients.records(partition.topic()).stream()
                .filter(record -> (record.partition() == null ? 0 : record.partition()) == partition.partition())
                .toList();
        return IntStream.range(0, records.size())
                .mapToObj(offset -> record(partition, offset, records.get(offset)))
                .toList();
    }

    private static ConsumerRecord<byte[], byte[]> record(
            TopicPartition partition, long offset, ProducerRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                record.timestamp() == null ? 0 : record.timestamp(),
                TimestampType.CREATE_TIME,
                record.key() == null ? -1 : record.key().length,
                record.value() == null ? -1 : record.value().length,
                record.key(),
                record.value(),
                new RecordHeaders(record.headers()),
                Optional.empty());
    }
}
