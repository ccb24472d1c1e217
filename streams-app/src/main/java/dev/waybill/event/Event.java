package dev.waybill.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one event, one slot per leaf field. Text is held as a slice of the bytes it arrived in and is decoded
 * only when asked for, so that a field nobody redacts is copied once, from the wire to the row.
 *
 * <p>Mutable and reused for every record; confined to one thread. Never print it: it holds event content.
 */
public final class Event {
    private final EventType type;
    /** Per field: the array that holds its text. */
    private final byte[][] buffers;

    private final int[] offsets;
    private final int[] lengths;

    /** Per field: the number, or the {@link Characters} of the text if they are known, else 0. */
    private final long[] numbers;

    /** A bit for each field that is not null; of the others, the arrays above hold what was there before. */
    private final long[] present;

    /** An event of this type with all fields null. */
    public Event(EventType type) {
        int size = type.fields().size();
        this.type = type;
        this.buffers = new byte[size][];
        this.offsets = new int[size];
        this.lengths = new int[size];
        this.numbers = new long[size];
        this.present = FieldSet.words(type);
    }

    public EventType type() {
        return type;
    }

    /** Sets every field to null. */
    public void clear() {
        Arrays.fill(present, 0);
    }

    /** Takes over all values of {@code other}, which must be of the same type; text is shared, not copied. */
    public void copyFrom(Event other) {
        if (other.type != type) {
            throw new IllegalArgumentException("cannot copy " + other.type + " to " + type);
        }
        System.arraycopy(other.buffers, 0, buffers, 0, buffers.length);
        System.arraycopy(other.offsets, 0, offsets, 0, offsets.length);
        System.arraycopy(other.lengths, 0, lengths, 0, lengths.length);
        System.arraycopy(other.numbers, 0, numbers, 0, numbers.length);
        System.arraycopy(other.present, 0, present, 0, present.length);
    }

    /** Sets all fields to null that are not among these. */
    public void retain(FieldSet fields) {
        for (int i = 0; i < present.length; i++) {
            present[i] &= fields.word(i);
        }
    }

    public boolean isNull(Field field) {
        int index = field.index();
        return (present[index >>> 6] >>> index & 1) == 0;
    }

    /** The lowest index, at least {@code from}, of a field among these that is not null; -1 if there is none. */
    public int next(int from, FieldSet among) {
        int word = from >>> 6;
        long mask = -1L << from;
        while (word < present.length) {
            long left = present[word] & among.word(word) & mask;
            if (left != 0) {
                return word << 6 | Long.numberOfTrailingZeros(left);
            }
            mask = -1;
            word++;
        }
        return -1;
    }

    /** The value of a LONG, BOOLEAN or TIMESTAMP_MICROS field that is not null. */
    public long number(Field field) {
        return numbers[field.index()];
    }

    /** The value of a DOUBLE field that is not null. */
    public double decimal(Field field) {
        return Double.longBitsToDouble(numbers[field.index()]);
    }

    /** The text of a STRING or JSON field, or null. Allocates; prefer {@link #buffer} where bytes will do. */
    public @Nullable String text(Field field) {
        int index = field.index();
        return isNull(field)
                ? null
                : new String(buffers[index], offsets[index], lengths[index], StandardCharsets.UTF_8);
    }

    /** The array that holds the UTF-8 text of a STRING or JSON field that is not null; not to be written to. */
    public byte[] buffer(Field field) {
        return buffers[field.index()];
    }

    /** Where the text begins in {@link #buffer}. */
    public int offset(Field field) {
        return offsets[field.index()];
    }

    /** Length of the text in bytes, at least 0 where the field is not null. */
    public int length(Field field) {
        return lengths[field.index()];
    }

    /** The {@link Characters} of the text of a STRING or JSON field that is not null. */
    public long characters(Field field) {
        int index = field.index();
        long characters = numbers[index];
        if (characters == 0) {
            characters = Characters.of(buffers[index], offsets[index], lengths[index]);
            numbers[index] = characters;
        }
        return characters;
    }

    public void setNull(Field field) {
        int index = field.index();
        present[index >>> 6] &= ~(1L << index);
    }

    /** Sets a LONG, BOOLEAN or TIMESTAMP_MICROS field. */
    public void setNumber(Field field, long value) {
        int index = field.index();
        numbers[index] = value;
        present[index >>> 6] |= 1L << index;
    }

    /** Sets a DOUBLE field. */
    public void setDecimal(Field field, double value) {
        setNumber(field, Double.doubleToRawLongBits(value));
    }

    /** Sets a STRING or JSON field. */
    public void setText(Field field, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        setText(field, bytes, 0, bytes.length);
    }

    /** Sets a STRING or JSON field to a slice of UTF-8 bytes, which is kept, not copied. */
    public void setText(Field field, byte[] buffer, int offset, int length) {
        setText(field, buffer, offset, length, 0);
    }

    /** The same, where the {@link Characters} of the text are known. */
    public void setText(Field field, byte[] buffer, int offset, int length, long characters) {
        int index = field.index();
        buffers[index] = buffer;
        offsets[index] = offset;
        lengths[index] = length;
        numbers[index] = characters;
        present[index >>> 6] |= 1L << index;
    }

    /** When it happened, microseconds since the epoch; the field must not be null. */
    public long occurredAtMicros() {
        return number(type.occurredAt());
    }

    /** Names the type only: event content never reaches a log. */
    @Override
    public String toString() {
        return "Event[" + type + "]";
    }
}
