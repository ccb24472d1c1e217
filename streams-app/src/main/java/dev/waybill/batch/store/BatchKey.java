package dev.waybill.batch.store;

import dev.waybill.contract.ExportId;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;

/**
 * What a batch collects: the events of one export and window that arrived on time, or those that arrived late within one
 * hour.
 *
 * @param export the export
 * @param window the window of event time
 * @param lateHour {@link #ON_TIME}, or the hour of arrival of late events, counted in hours since the epoch
 */
public record BatchKey(ExportId export, Window window, long lateHour) implements Comparable<BatchKey> {
    public static final long ON_TIME = Long.MIN_VALUE;

    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

    /** The hour, since the epoch, that the arrival time (milliseconds since the epoch) falls in. */
    public static long hourOf(long arrivalMillis) {
        return Math.floorDiv(arrivalMillis, HOUR_MILLIS);
    }

    public boolean isLate() {
        return lateHour != ON_TIME;
    }

    /** The window, whenever its events arrived. */
    public ExportWindow exportWindow() {
        return new ExportWindow(export, window);
    }

    /** When the window ends for events that are on time, slack not included; milliseconds. */
    public long windowDueMillis(Duration grace) {
        return window.end().plus(grace).toEpochMilli();
    }

    /** The instant the hour of arrival began; only for late batches. */
    public Instant lateHourStart() {
        return Instant.ofEpochMilli(Math.multiplyExact(lateHour, HOUR_MILLIS));
    }

    /**
     * The clock value, in milliseconds since the epoch, from which on nothing is added any more.
     *
     * @param grace how long after the window's end events are still on time
     */
    public long dueMillis(Duration grace, Duration slack) {
        Instant end = isLate()
                ? lateHourStart().plusMillis(HOUR_MILLIS)
                : window.end().plus(grace);
        return end.plus(slack).toEpochMilli();
    }

    /** By export and window, the batch on time before those that are late. */
    @Override
    public int compareTo(BatchKey other) {
        int byExport = export.compareTo(other.export);
        if (byExport != 0) {
            return byExport;
        }
        int byWindow = window.compareTo(other.window);
        return byWindow != 0 ? byWindow : Long.compare(lateHour, other.lateHour);
    }
}
