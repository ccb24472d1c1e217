package dev.waybill.wire.avro;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.wire.rule.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads an Avro record, field by field in the writer's order, and the records in it, in one loop without calls: most fields are
 * text, a number, or null. A table says for each what it is, and where to go on if it is null; so which way the loop takes is
 * foreseen by the processor where events are alike. See ADR 6.
 */
final class AvroRecordStep implements AvroStep {
    private static final byte REQUIRED = -1;
    /** Bits that no byte has which is the index of a union's first or second branch. */
    private static final int NOT_AN_INDEX = ~2;
    /** Bits that no byte has which is a length of at most 63. */
    private static final int NOT_A_LENGTH = 0x81;

    private static final byte TEXT = 0;

    private static final byte NUMBER = 1;
    /** A record begins, whose fields come next. */
    private static final byte RECORD = 2;

    private static final byte OTHER = 3;

    /**
     * What stands at one place of the record.
     *
     * @param nullIndex index of the null branch of a union of null and another type, or {@link #REQUIRED}
     * @param size how many places it takes: more than one only if it is a record
     */
    private record Place(
            byte kind, int nullIndex, int size, @Nullable Field field, AvroStep step) {}

    private final List<Place> places;
    private final byte[] kinds;
    private final byte[] nulls;
    /** Per place: the one after it, and after all that belongs to it. */
    private final int[] after;

    private final @Nullable Field[] fields;
    private final AvroStep[] steps;

    private AvroRecordStep(List<Place> places) {
        this.places = List.copyOf(places);
        kinds = new byte[places.size()];
        nulls = new byte[places.size()];
        after = new int[places.size()];
        fields = new @Nullable Field[places.size()];
        steps = new AvroStep[places.size()];
        for (int i = 0; i < kinds.length; i++) {
            Place place = places.get(i);
            kinds[i] = place.kind();
            nulls[i] = (byte) place.nullIndex();
            after[i] = i + place.size();
            fields[i] = place.field();
            steps[i] = place.step();
        }
    }

    /** Puts fields together to a record. */
    static final class Builder {
        private final List<Place> places = new ArrayList<>();

        /** The next field is always there. */
        void add(AvroStep step) {
            add(REQUIRED, step);
        }

        /** The next field is a union of null, at this index, and another type. */
        void addOptional(int nullIndex, AvroStep step) {
            add(nullIndex, step);
        }

        private void add(int nullIndex, AvroStep step) {
            if (step instanceof AvroRecordStep record) {
                places.add(new Place(RECORD, nullIndex, 1 + record.places.size(), null, step));
                places.addAll(record.places);
            } else if (step instanceof AvroText text) {
                places.add(new Place(TEXT, nullIndex, 1, text.field(), step));
            } else if (step instanceof AvroLong number) {
                places.add(new Place(NUMBER, nullIndex, 1, number.field(), step));
            } else {
                places.add(new Place(OTHER, nullIndex, 1, null, step));
            }
        }

        AvroRecordStep build() {
            return new AvroRecordStep(places);
        }
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
        byte[] bytes = in.bytes();
        int at = in.position();
        int i = 0;
        while (i < kinds.length) {
            if (nulls[i] != REQUIRED) {
                int branch;
                if (at < bytes.length && (bytes[at] & NOT_AN_INDEX) == 0) {
                    branch = bytes[at++] >> 1;
                } else {
                    in.moveTo(at);
                    branch = in.readIndex(2);
                    at = in.position();
                }
                if (branch == nulls[i]) {
                    i = after[i];
                    continue;
                }
            }
            if (kinds[i] == TEXT && at < bytes.length && (bytes[at] & NOT_A_LENGTH) == 0 && bytes[at] != 0) {
                at = shortText(bytes, at, fields[i], into);
            } else if (kinds[i] != RECORD) {
                in.moveTo(at);
                if (kinds[i] == NUMBER) {
                    into.setNumber(fields[i], in.readLong());
                } else {
                    steps[i].read(in, into);
                }
                at = in.position();
            }
            i++;
        }
        in.moveTo(at);
    }

    /** Reads text that is not empty and whose length is one byte, and answers where it ends. */
    private static int shortText(byte[] bytes, int at, Field field, Event into) throws RefusedException {
        int begin = at + 1;
        int length = bytes[at] >> 1;
        if (length > bytes.length - begin) {
            throw RefusedException.MALFORMED_AVRO;
        }
        AvroInput.setText(field, into, bytes, begin, length);
        return begin + length;
    }
}
