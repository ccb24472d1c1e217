package dev.waybill.kafka;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * When a record arrived, in milliseconds since the epoch: its Kafka timestamp. Under CreateTime that is whatever its
 * producer wrote, so a timestamp that is no time is not believed, and stops nobody.
 */
public final class ArrivalTime implements TimestampExtractor {
    /** In place of a timestamp that is missing, before 1970 or after the year 9999. Kafka itself allows no negative one. */
    public static final long UNKNOWN = 0;

    private static final long LAST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    /** The time that a record's timestamp says, or {@link #UNKNOWN}. */
    static long of(long timestamp) {
        return timestamp > 0 && timestamp <= LAST ? timestamp : UNKNOWN;
    }

    /** The time of arrival, or {@code otherwise} where it is unknown. */
    public static long orElse(long arrivalMillis, long otherwise) {
        return arrivalMillis == UNKNOWN ? otherwise : arrivalMillis;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return of(record.timestamp());
    }
}
