package dev.waybill.wire.avro;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.wire.rule.RefusedException;

/** Reads an int or a long into a field that holds such a number as it is. */
record AvroLong(Field field) implements AvroStep {
    @Override
    public void read(AvroInput in, Event into) throws RefusedException {
        into.setNumber(field, in.readLong());
    }
}
