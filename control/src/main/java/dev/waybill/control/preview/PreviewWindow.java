package dev.waybill.control.preview;

import java.time.Instant;

/**
 * A window as it would be delivered.
 *
 * @param late the events that came too late for it, in parts of their own
 * @param rows delivered
 * @param parts files
 * @param bytes of them, as stored
 */
public record PreviewWindow(Instant start, Instant end, Lateness late, long rows, int parts, long bytes) {
    /** When its events came. */
    public enum Lateness {
        ON_TIME,
        LATE
    }

    PreviewWindow plus(long moreRows, long moreBytes) {
        return new PreviewWindow(start, end, late, rows + moreRows, parts + 1, bytes + moreBytes);
    }
}
