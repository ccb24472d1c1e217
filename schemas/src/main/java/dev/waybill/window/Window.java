package dev.waybill.window;

import java.time.Instant;

/**
 * A half-open interval of event time, {@code [start, end)}.
 *
 * @param start the first instant inside
 * @param end the first instant after it
 */
public record Window(Instant start, Instant end) implements Comparable<Window> {
    public Window {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("window must start before it ends: " + start + " to " + end);
        }
    }

    /** Whether {@code instant} is inside; the end is not. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    /** By start, then by end. */
    @Override
    public int compareTo(Window other) {
        int byStart = start.compareTo(other.start);
        return byStart != 0 ? byStart : end.compareTo(other.end);
    }
}
