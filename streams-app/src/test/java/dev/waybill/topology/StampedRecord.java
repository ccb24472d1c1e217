package dev.waybill.topology;

import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** A record with any timestamp, also one that Kafka's own clients refuse to send. */
final class StampedRecord extends TestRecord<byte[], byte[]> {
    private final long stamp;

    StampedRecord(byte @Nullable [] key, byte @Nullable [] value, Headers headers, long stamp) {
        super(key, value, headers);
        this.stamp = stamp;
    }

    @Override
    public Instant getRecordTime() {
        return Instant.ofEpochMilli(stamp);
    }

    @Override
    public Long timestamp() {
        return stamp;
    }
}
