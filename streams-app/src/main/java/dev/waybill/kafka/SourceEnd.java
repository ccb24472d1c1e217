package dev.waybill.kafka;

import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** Up to where source partitions are read, by an application that ends by itself. Thread-safe. */
public interface SourceEnd {
    /** Of an application that goes on for ever. */
    SourceEnd NEVER = new SourceEnd() {
        @Override
        public long of(TopicPartition source) {
            return Long.MAX_VALUE;
        }

        @Override
        public boolean isReached(TopicPartition source, long processedThrough) {
            return false;
        }

        @Override
        public OptionalLong sinceMillis() {
            return OptionalLong.empty();
        }

        @Override
        public void drained(TopicPartition source) {
            throw new IllegalStateException("the end of " + source + " is never reached");
        }
    };

    /** The offset of the first record that is not taken any more; {@link Long#MAX_VALUE} where there is no end. */
    long of(TopicPartition source);

    /**
     * Whether every record before the end has been processed. For what has been collected by then all time is over: what is
     * open closes, and nothing waits for its turn.
     *
     * @param processedThrough offset of the last record that has been processed or passed over
     */
    boolean isReached(TopicPartition source, long processedThrough);

    /**
     * The arrival, milliseconds, from which on everything is read that matters, wherever reading begins; empty where the first
     * record that is read says it.
     */
    OptionalLong sinceMillis();

    /** The end was reached, and nothing of the partition is open or left to be emitted. May be said again. */
    void drained(TopicPartition source);
}
