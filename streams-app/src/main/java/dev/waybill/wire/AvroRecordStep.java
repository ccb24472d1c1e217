package dev.waybill.wire;

import dev.waybill.event.Event;
import org.apache.avro.Schema;

/**
 * Reads the fields of a record one after the other. Most fields are unions of null and one type, and most of those are
 * null: they are passed over here, the others are read without a step between.
 */
final class AvroRecordStep implements AvroStep {
    private static final byte REQUIRED = -1;

    private final AvroStep[] steps;
    /** Per field: index of the null branch, or {@link #REQUIRED}. */
    private final byte[] nulls;

    private int fields;

    AvroRecordStep(int fields) {
        steps = new AvroStep[fields];
        nulls = new byte[fields];
    }

    /** The next field is always there. */
    void add(AvroStep step) {
        steps[fields] = step;
        nulls[fields++] = REQUIRED;
    }

    /** The next field is a union of null, at this index, and another type. */
    void addOptional(int nullIndex, AvroStep step) {
        steps[fields] = step;
        nulls[fields++] = (byte) nullIndex;
    }

    /** Index of the null branch if the schema is a union of null and one other type, else -1. */
    static int nullIndex(Schema writer) {
        if (!writer.isUnion() || writer.getTypes().size() != 2) {
            return -1;
        }
        return writer.getIndexNamed("null") == null ? -1 : writer.getIndexNamed("null");
    }

    @Override
    public void read(AvroInput in, Event into) throws Refusal {
        for (int i = 0; i < fields; i++) {
            if (nulls[i] == REQUIRED || in.readIndex(2) != nulls[i]) {
                steps[i].read(in, into);
            }
        }
    }
}
