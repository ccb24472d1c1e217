package dev.waybill.format.value;

import dev.waybill.event.Event;

/** A text of our own; every event has it. */
interface FixedText extends Value {
    @Override
    default boolean isNull(Event event) {
        return false;
    }

    @Override
    default boolean isFreeText() {
        return false;
    }
}
