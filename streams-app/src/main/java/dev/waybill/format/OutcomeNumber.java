package dev.waybill.format;

import dev.waybill.event.Event;

/** An outcome by its number. */
record OutcomeNumber(Outcome outcome) implements Value {
    @Override
    public boolean isNull(Event event) {
        return false;
    }

    @Override
    public boolean isFreeText() {
        return false;
    }

    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        out.number(outcome.of(event));
    }

    @Override
    public void json(Event event, RowBuffer out) {
        out.number(outcome.of(event));
    }

    @Override
    public long number(Event event) {
        return outcome.of(event);
    }
}
