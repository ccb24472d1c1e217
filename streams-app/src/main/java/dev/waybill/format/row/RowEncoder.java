package dev.waybill.format.row;

import dev.waybill.event.Event;

/** Turns events into rows. Has scratch space: confined to one thread. */
@FunctionalInterface
public interface RowEncoder {
    /**
     * Appends the row of {@code event}, without anything that depends on its place in the part. What was in {@code out}
     * before stays.
     */
    void encode(Event event, RowBuffer out);

    /** The same with a line end behind each row. */
    default RowEncoder line() {
        return (event, out) -> {
            encode(event, out);
            out.put('\n');
        };
    }
}
