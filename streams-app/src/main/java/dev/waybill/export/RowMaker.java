package dev.waybill.export;

import dev.waybill.event.Event;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.redact.Redactor;

/**
 * How an event becomes a row: redacted, then formatted. Exports that redact and format alike share one, so that an event
 * which several of a tenant's exports take becomes a row once, and thousands of exports need little memory. Has scratch
 * space: confined to one thread.
 */
public final class RowMaker {
    private final Redactor redactor;
    private final RowEncoder encoder;

    /**
     * Makes rows.
     *
     * @param redactor leaves nothing in an event but what {@code encoder} shows
     */
    public RowMaker(Redactor redactor, RowEncoder encoder) {
        this.redactor = redactor;
        this.encoder = encoder;
    }

    /**
     * Redacts the event in place and appends its row to {@code row}; false, and then neither may be used, where it must be
     * withheld.
     */
    public boolean make(Event event, RowBuffer row) {
        if (!redactor.redact(event)) {
            return false;
        }
        encoder.encode(event, row);
        return true;
    }
}
