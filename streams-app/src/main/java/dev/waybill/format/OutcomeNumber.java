package dev.waybill.format;

import dev.waybill.event.Event;

/** An outcome by its number. */
record OutcomeNumber(Outcome outcome) implements WholeNumber {
    @Override
    public boolean isNull(Event event) {
        return false;
    }

    @Override
    public long number(Event event) {
        return outcome.of(event);
    }
}
