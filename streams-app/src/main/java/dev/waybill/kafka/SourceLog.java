package dev.waybill.kafka;

import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Re-reads a source partition, beside the consumer that Streams reads it with. */
public interface SourceLog {
    /** Of a partition that was never committed, and so is not re-read. */
    SourceLog NOTHING_COMMITTED = new SourceLog() {
        @Override
        public OptionalLong committed(TopicPartition partition) {
            return OptionalLong.empty();
        }

        @Override
        public void replay(TopicPartition partition, long from, long to, RecordReader reader) {
            throw new IllegalStateException("nothing of " + partition + " was committed");
        }
    };

    /** Where the application will go on reading the partition; empty where it has never committed. */
    OptionalLong committed(TopicPartition partition);

    /**
     * Hands over every record from offset {@code from} up to, not including, {@code to}, in order.
     *
     * @throws IllegalStateException where the partition no longer holds {@code from}
     */
    void replay(TopicPartition partition, long from, long to, RecordReader reader);

    /** Takes one record. */
    interface RecordReader {
        void read(ConsumerRecord<byte[], byte[]> record);
    }
}
