package dev.waybill.format.column;

import dev.waybill.event.Event;
import dev.waybill.format.value.WholeNumber;

/** An outcome by its number. */
public record OutcomeNumber(EventOutcome outcome) implements WholeNumber {
    @Override
    public boolean isNull(Event event) {
        return false;
    }

    @Override
    public long number(Event event) {
        return outcome.of(event);
    }
}
