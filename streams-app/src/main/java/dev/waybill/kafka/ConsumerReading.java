package dev.waybill.kafka;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A reading with a consumer of its own. */
final class ConsumerReading implements SourceLog.Reading {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerReading.class);
    /** The thread has other things to do. */
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;

    ConsumerReading(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
        this.consumer = consumer;
        this.partition = partition;
    }

    @Override
    public long position() {
        return consumer.position(partition);
    }

    @Override
    public void next(long to, SourceLog.RecordReader reader) {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
                if (record.offset() < to) {
                    reader.read(record);
                }
            }
        } catch (OffsetOutOfRangeException e) {
            passOver();
        }
    }

    private void passOver() {
        long from = position();
        long earliest = Objects.requireNonNull(
                consumer.beginningOffsets(Set.of(partition)).get(partition));
        consumer.seek(partition, Math.max(from, earliest));
        LOG.atError()
                .addKeyValue("topicName", partition.topic())
                .addKeyValue("partition", partition.partition())
                .log(
                        "the partition no longer holds the offsets from {} to {}: events of exports that were held back"
                                + " are lost; see docs/how-to/put-a-held-back-export-right.md",
                        from,
                        earliest - 1);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
