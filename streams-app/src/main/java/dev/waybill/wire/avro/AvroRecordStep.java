package dev.waybill.wire.avro;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.wire.rule.RefusedException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads an Avro record, field by field in the writer's order. Most fields are a union of null and one type, and most of
 * those are null or text. So neighbours that are null are passed over together, and text is read here instead of by a
 * step of its own.
 */
final class AvroRecordStep implements AvroStep {
    private static final byte REQUIRED = -1;

    private final AvroStep[] steps;
    /** Per field: index of the null branch, or {@link #REQUIRED}. */
    private final byte[] nulls;
    /** Per field: how many from it on are written as a zero byte if they are null. */
    private final int[] zeros;
    /** Per field: what its text goes to; null for what is no text. */
    private final @Nullable Field[] texts;

    private int fields;

    AvroRecordStep(int fields) {
        steps = new AvroStep[fields];
        nulls = new byte[fields];
        zeros = new int[fields];
        texts = new Field[fields];
    }

    /** The next field is always there. */
    void add(AvroStep step) {
        add(REQUIRED, step);
    }

    /** The next field is a union of null, at this index, and another type. */
    void addOptional(int nullIndex, AvroStep step) {
        add((byte) nullIndex, step);
    }

    private void add(byte nullIndex, AvroStep step) {
        steps[fields] = step;
        nulls[fields] = nullIndex;
        if (step instanceof AvroText text) {
            texts[fields] = text.field();
        }
        for (int i = fields; i >= 0 && nulls[i] == 0; i--) {
            zeros[i]++;
        }
        fields++;
    }

    /** Index of the null branch if the schema is a union of null and one other type, else -1. */
    static int nullIndex(Schema writer) {
        if (!writer.isUnion() || writer.getTypes().size() != 2) {
            return -1;
        }
        return writer.getIndexNamed("null") == null ? -1 : writer.getIndexNamed("null");
    }

    @Override
    public void read(AvroInput in, Event into) throws RefusedException {
        int i = 0;
        while (i < fields) {
            i += in.skipZeros(zeros[i]);
            if (i < fields && (nulls[i] == REQUIRED || in.readIndex(2) != nulls[i])) {
                Field text = texts[i];
                if (text == null) {
                    steps[i].read(in, into);
                } else {
                    in.readText(text, into);
                }
            }
            i++;
        }
    }
}
