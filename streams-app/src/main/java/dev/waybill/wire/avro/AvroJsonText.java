package dev.waybill.wire.avro;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.wire.json.JsonValues;
import dev.waybill.wire.rule.RefusedException;
import dev.waybill.wire.rule.WellFormed;

/** Reads a string, or bytes, that hold JSON; see {@link JsonValues#setParsed}. */
record AvroJsonText(Field field, JsonValues values) implements AvroStep {
    @Override
    public void read(AvroInput in, Event into) throws RefusedException {
        int length = in.readLength();
        int at = in.position();
        in.skip(length);
        if (WellFormed.isValid(in.bytes(), at, length)) {
            values.setParsed(in.bytes(), at, length, field, into);
        } else {
            byte[] repaired = WellFormed.repaired(in.bytes(), at, length);
            values.setParsed(repaired, 0, repaired.length, field, into);
        }
    }
}
