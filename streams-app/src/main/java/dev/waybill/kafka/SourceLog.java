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

        @Override
        public Reading read(TopicPartition partition, long from) {
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

    /** Begins to read records of the partition again, beside all others, from this offset on. */
    Reading read(TopicPartition partition, long from);

    /** One reading of a partition; confined to one thread. */
    interface Reading extends AutoCloseable {
        /** The offset before which all records have been handed over, or are gone. */
        long position();

        /**
         * Hands over the next records before offset {@code to}, in order: none where none have come yet. Passes over what the
         * partition no longer holds, and says so in the log.
         */
        void next(long to, RecordReader reader);

        @Override
        void close();
    }

    /** Takes one record. */
    interface RecordReader {
        void read(ConsumerRecord<byte[], byte[]> record);
    }
}
