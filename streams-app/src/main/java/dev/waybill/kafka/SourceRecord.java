package dev.waybill.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A record of a source partition, whether Streams hands it over or it is read again.
 *
 * @param topic where it stands
 * @param partition where it stands
 * @param offset where it stands
 * @param timestamp when it arrived, see {@link ArrivalTime}
 * @param key null where it has none
 * @param value null for a tombstone
 * @param headers of the producer
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier; never compared
record SourceRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Headers headers)
        implements RecordMetadata {
    static SourceRecord of(RecordMetadata metadata, Record<byte[], byte[]> record) {
        return new SourceRecord(
                metadata.topic(),
                metadata.partition(),
                metadata.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers());
    }

    static SourceRecord of(ConsumerRecord<byte[], byte[]> record) {
        return new SourceRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                ArrivalTime.of(record.timestamp()),
                record.key(),
                record.value(),
                record.headers());
    }

    /** Names the place only: event content never reaches a log. */
    @Override
    public String toString() {
        return "SourceRecord[" + topic + "/" + partition + "/" + offset + "]";
    }
}
