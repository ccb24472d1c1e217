package dev.waybill.wire;

import dev.waybill.event.Event;
import dev.waybill.event.Field;

/** Reads a string, or bytes, into a text field. */
record AvroText(Field field) implements AvroStep {
    @Override
    public void read(AvroInput in, Event into) throws Refusal {
        in.readText(field, into);
    }
}
