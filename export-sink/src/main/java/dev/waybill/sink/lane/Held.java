package dev.waybill.sink.lane;

import dev.waybill.sink.part.PartReader;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * From where on a lane accepts no records.
 *
 * @param from the offset
 * @param size what the record at this offset takes, bytes; 0 where it is not known
 * @param since when the first record from there on was written, at the earliest; empty where it is not known
 * @param isRecord whether a record of the lane was seen at this offset, so that it must come when it is read again
 */
record Held(long from, int size, Optional<Instant> since, boolean isRecord) {
    static Held at(SinkRecord record) {
        return new Held(record.originalKafkaOffset(), PartReader.size(record), PartReader.writtenAt(record), true);
    }

    static Held behind(SinkRecord record) {
        return new Held(record.originalKafkaOffset() + 1, 0, PartReader.writtenAt(record), false);
    }
}
