package dev.waybill.wire.avro;

import dev.waybill.event.Characters;
import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.wire.rule.RefusedException;
import dev.waybill.wire.rule.WellFormed;

/**
 * A cursor over Avro's binary encoding that trusts nothing: every length is checked against the bytes that are left
 * before it is used, nesting is limited, and so is the number of items that take no bytes. Nothing is allocated by a
 * length that was read.
 */
final class AvroInput {
    private static final int MAX_DEPTH = 64;
    private static final int FREE_ITEMS = 1024;
    private static final int MAX_VARINT_SHIFT = 63;
    /** Negative, or longer than one byte. */
    private static final int NOT_A_SMALL_INDEX = 0x81;

    private byte[] bytes = new byte[0];
    private int position;
    private int limit;
    private int depth;
    /** How many more records and collection items may come. */
    private int items;

    /** Starts over at {@code from} in {@code value}, which ends at its last byte. */
    void reset(byte[] value, int from) {
        bytes = value;
        position = from;
        limit = value.length;
        depth = 0;
        items = value.length + FREE_ITEMS;
    }

    boolean atEnd() {
        return position == limit;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    /** Goes on at a place that is at most the end. */
    void moveTo(int at) {
        position = at;
    }

    /** A zigzag-encoded integer of up to 64 bits. */
    long readLong() throws RefusedException {
        int first = readByte();
        if (first >= 0) {
            return (first >>> 1) ^ -(first & 1);
        }
        long raw = first & 0x7F;
        for (int shift = 7; shift <= MAX_VARINT_SHIFT; shift += 7) {
            int next = readByte();
            raw |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return (raw >>> 1) ^ -(raw & 1);
            }
        }
        throw RefusedException.MALFORMED_AVRO;
    }

    boolean readBoolean() throws RefusedException {
        int value = readByte();
        if ((value & ~1) != 0) {
            throw RefusedException.MALFORMED_AVRO;
        }
        return value == 1;
    }

    float readFloat() throws RefusedException {
        return Float.intBitsToFloat((int) littleEndian(Float.BYTES));
    }

    double readDouble() throws RefusedException {
        return Double.longBitsToDouble(littleEndian(Double.BYTES));
    }

    /** The length of what follows; so many bytes are left. */
    int readLength() throws RefusedException {
        long length = readLong();
        if (length < 0 || length > limit - position) {
            throw RefusedException.MALFORMED_AVRO;
        }
        return (int) length;
    }

    /** An index into {@code size} union branches or enum symbols. */
    int readIndex(int size) throws RefusedException {
        if (position < limit && (bytes[position] & NOT_A_SMALL_INDEX) == 0 && bytes[position] < 2 * size) {
            return bytes[position++] >> 1;
        }
        long index = readLong();
        if (index < 0 || index >= size) {
            throw RefusedException.MALFORMED_AVRO;
        }
        return (int) index;
    }

    void skip(long length) throws RefusedException {
        if (length < 0 || length > limit - position) {
            throw RefusedException.MALFORMED_AVRO;
        }
        position += (int) length;
    }

    /**
     * Sets {@code field} to the string or bytes that follow, as a slice of the input unless it needs repair. If they are
     * empty, it stays as it is.
     */
    void readText(Field field, Event into) throws RefusedException {
        int length = readLength();
        if (length == 0) {
            return;
        }
        setText(field, into, bytes, position, length);
        position += length;
    }

    /** The same of bytes that have been found to be the text, at least one. */
    static void setText(Field field, Event into, byte[] bytes, int start, int length) {
        long characters = Characters.of(bytes, start, length);
        if ((characters & Characters.NON_ASCII) == 0 || WellFormed.isValid(bytes, start, length)) {
            into.setText(field, bytes, start, length, characters);
        } else {
            byte[] repaired = WellFormed.repaired(bytes, start, length);
            into.setText(field, repaired, 0, repaired.length);
        }
    }

    /** Goes one level down, into a record or a collection; to be followed by {@link #leave}. */
    void enter() throws RefusedException {
        item();
        if (++depth > MAX_DEPTH) {
            throw RefusedException.MALFORMED_AVRO;
        }
    }

    void leave() {
        depth--;
    }

    /** Counts an item of a collection, which may take no bytes at all. */
    void item() throws RefusedException {
        if (--items < 0) {
            throw RefusedException.MALFORMED_AVRO;
        }
    }

    private byte readByte() throws RefusedException {
        if (position >= limit) {
            throw RefusedException.MALFORMED_AVRO;
        }
        return bytes[position++];
    }

    private long littleEndian(int size) throws RefusedException {
        int start = position;
        skip(size);
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | bytes[start + i] & 0xFF;
        }
        return value;
    }
}
