package dev.waybill.format.column;

import dev.waybill.event.Event;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.value.Value;

/**
 * An outcome as {@code success} or {@code failure}.
 *
 * @param unknown the word for unknown; empty for null
 */
public record OutcomeWord(Outcome outcome, String unknown) implements Value {
    @Override
    public boolean isNull(Event event) {
        return unknown.isEmpty() && outcome.of(event) == Outcome.UNKNOWN;
    }

    @Override
    public boolean isFreeText() {
        return false;
    }

    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        int found = outcome.of(event);
        out.ascii(found == Outcome.SUCCESS ? "success" : found == Outcome.FAILURE ? "failure" : unknown);
    }
}
