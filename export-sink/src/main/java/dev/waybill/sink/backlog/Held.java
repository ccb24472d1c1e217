package dev.waybill.sink.backlog;

import dev.waybill.sink.part.PartRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * The offset from which on a backlog accepts no records for now.
 *
 * @param from the offset
 * @param size what the record at this offset takes, bytes; 0 where that is not known
 * @param since when the first record from there on was written, at the earliest; empty where that is not known
 * @param isRecord whether the backlog has a record at this very offset, so that reading again must find it
 */
record Held(long from, int size, Optional<Instant> since, boolean isRecord) {
    static Held at(PartRecord record) {
        return new Held(record.offset(), record.size(), record.writtenAt(), true);
    }

    static Held behind(PartRecord record) {
        return new Held(record.offset() + 1, 0, record.writtenAt(), false);
    }

    /** What is held from another offset on, at which it may have no record. */
    Held startingAt(long offset) {
        return offset == from ? this : new Held(offset, 0, since, false);
    }
}
