package dev.waybill.wire.avro;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.wire.rule.RefusedException;

/**
 * Reads a string, or bytes, into a text field.
 *
 * @param keepsEmpty whether a text of no characters is a value of the field, not null
 */
record AvroText(Field field, boolean keepsEmpty) implements AvroStep {
    @Override
    public void read(AvroInput in, Event into) throws RefusedException {
        in.readText(field, into);
        if (keepsEmpty && into.isNull(field)) {
            into.setText(field, in.bytes(), in.position(), 0);
        }
    }
}
