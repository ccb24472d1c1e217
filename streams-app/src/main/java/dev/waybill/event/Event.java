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
    private static final int NULL = -1;
    private static final byte[] EMPTY = new byte[0];

    private final EventType type;
    /** Per field: the array that holds its text. */
    private final byte[][] buffers;

    private final int[] offsets;
    /** Per field: length of its text, 0 for a number that is set, {@link #NULL} for null. */
    private final int[] lengths;

    /** Per field: the number, or the {@link Characters} of the text. */
    private final long[] numbers;

    /** An event of this type with all fields null. */
    public Event(EventType type) {
        int size = type.fields().size();
        this.type = type;
        this.buffers = new byte[size][];
        this.offsets = new int[size];
        this.lengths = new int[size];
        this.numbers = new long[size];
        clear();
    }

    public EventType type() {
        return type;
    }

    /** Sets every field to null. */
    public void clear() {
        Arrays.fill(lengths, NULL);
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
    }

    public boolean isNull(Field field) {
        return lengths[field.index()] == NULL;
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
        return lengths[index] == NULL
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
        return numbers[field.index()];
    }

    public void setNull(Field field) {
        lengths[field.index()] = NULL;
    }

    /** Sets a LONG, BOOLEAN or TIMESTAMP_MICROS field. */
    public void setNumber(Field field, long value) {
        numbers[field.index()] = value;
        lengths[field.index()] = 0;
        buffers[field.index()] = EMPTY;
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
        setText(field, buffer, offset, length, Characters.of(buffer, offset, length));
    }

    /** The same for a slice whose {@link Characters} are known. */
    public void setText(Field field, byte[] buffer, int offset, int length, long characters) {
        int index = field.index();
        buffers[index] = buffer;
        offsets[index] = offset;
        lengths[index] = length;
        numbers[index] = characters;
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
