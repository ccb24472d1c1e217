package dev.waybill.wire.avro;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.wire.rule.RefusedException;

/** Reads a string, or bytes, into a text field in which a text of no characters is null. */
record AvroText(Field field) implements AvroStep {
    @Override
    public void read(AvroInput in, Event into) throws RefusedException {
        in.readText(field, into);
    }

    /** The same for a field that keeps texts of no characters. */
    static AvroStep keepingEmpty(Field field) {
        return (in, into) -> {
            in.readText(field, into);
            if (into.isNull(field)) {
                into.setText(field, in.bytes(), in.position(), 0);
            }
        };
    }
}
