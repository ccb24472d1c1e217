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
public record OutcomeWord(EventOutcome outcome, String unknown) implements Value {
    @Override
    public boolean isNull(Event event) {
        return unknown.isEmpty() && outcome.of(event) == EventOutcome.UNKNOWN;
    }

    @Override
    public boolean isFreeText() {
        return false;
    }

    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        int found = outcome.of(event);
        out.ascii(found == EventOutcome.SUCCESS ? "success" : found == EventOutcome.FAILURE ? "failure" : unknown);
    }
}
