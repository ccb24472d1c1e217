package dev.waybill.event;

import java.util.Collection;

/** Some of the fields of an event type. Immutable. */
public final class FieldSet {
    /** A bit for each field's index, the lowest first. */
    private final long[] words;

    private FieldSet(long[] words) {
        this.words = words;
    }

    /** These fields of {@code type}. */
    public static FieldSet of(EventType type, Collection<Field> fields) {
        long[] words = words(type);
        for (Field field : fields) {
            words[field.index() >>> 6] |= 1L << field.index();
        }
        return new FieldSet(words);
    }

    /** All fields of {@code type}. */
    public static FieldSet all(EventType type) {
        return of(type, type.fields());
    }

    /** Room for a bit for each field, none of which is set. */
    static long[] words(EventType type) {
        return new long[(type.fields().size() + Long.SIZE - 1) / Long.SIZE];
    }

    long word(int index) {
        return words[index];
    }
}
