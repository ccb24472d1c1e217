package dev.waybill.control.rows;

import dev.waybill.verify.check.Rows;
import dev.waybill.verify.receipt.EventSum;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Counts rows and adds up their events as long as each can be told. Confined to one thread. */
final class Tally {
    static final String NO_ID = "event_id is not in the file";
    static final String NO_TIME = "occurred_at is not in the file";
    static final String MILLISECONDS = "the file has times in milliseconds, and the sum needs microseconds";
    /** Bytes that are no text have been replaced, or the format's escapes cannot be taken back. */
    static final String LOSSY = "an event_id has characters that the file does not keep as they were";

    private final EventSum.Adder sum = new EventSum.Adder();
    private long count;
    private @Nullable String reason;

    /** A row whose event cannot be told, and why. */
    void add(String why) {
        count++;
        reason = why;
    }

    /** A row; what is null is not in it. */
    void add(@Nullable String eventId, @Nullable Long occurredAtMicros) {
        if (eventId == null) {
            add(NO_ID);
        } else if (occurredAtMicros == null) {
            add(NO_TIME);
        } else if (eventId.indexOf('\ufffd') >= 0) {
            add(LOSSY);
        } else {
            count++;
            byte[] id = eventId.getBytes(StandardCharsets.UTF_8);
            sum.add(id, 0, id.length, occurredAtMicros);
        }
    }

    long count() {
        return count;
    }

    Rows rows() {
        return reason == null ? new Rows.Summed(count, sum.sum()) : new Rows.Counted(count, reason);
    }
}
