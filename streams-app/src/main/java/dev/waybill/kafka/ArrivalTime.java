package dev.waybill.kafka;

import dev.waybill.delivery.Arrival;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * When a record arrived, in milliseconds since the epoch: its Kafka timestamp. Under CreateTime that is whatever its
 * producer wrote, so a timestamp that is no time is not believed, and stops nobody.
 */
public final class ArrivalTime implements TimestampExtractor {
    private static final long LAST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    /**
     * The time that a record's timestamp says, or {@link Arrival#UNKNOWN} where it is missing, before 1970 or after the year
     * 9999. Kafka itself allows no negative one.
     */
    static long of(long timestamp) {
        return timestamp > 0 && timestamp <= LAST ? timestamp : Arrival.UNKNOWN;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return of(record.timestamp());
    }
}
