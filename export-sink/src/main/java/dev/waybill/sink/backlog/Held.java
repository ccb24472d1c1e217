package dev.waybill.sink.backlog;

import dev.waybill.sink.part.ExportRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * From where on a backlog accepts no records.
 *
 * @param from the offset
 * @param size what the record at this offset takes, bytes; 0 where it is not known
 * @param since when the first record from there on was written, at the earliest; empty where it is not known
 * @param isRecord whether a record of the backlog was seen at this offset, so that it must come when it is read again
 */
record Held(long from, int size, Optional<Instant> since, boolean isRecord) {
    static Held at(ExportRecord record) {
        return new Held(record.offset(), record.size(), record.writtenAt(), true);
    }

    static Held behind(ExportRecord record) {
        return new Held(record.offset() + 1, 0, record.writtenAt(), false);
    }
}
