package dev.waybill.format.row;

import dev.waybill.event.Utf8;
import java.util.Arrays;

/** A growing array of bytes that rows are encoded into; reused, so that encoding does not allocate. */
public final class RowBuffer {
    private static final int INITIAL_CAPACITY = 1024;
    private static final long[] POWERS_OF_TEN = new long[19];

    static {
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = POWERS_OF_TEN[i - 1] * 10;
        }
    }

    private byte[] bytes;
    private int length;

    /** A buffer with room for a usual row. */
    public RowBuffer() {
        this(INITIAL_CAPACITY);
    }

    public RowBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    public void clear() {
        length = 0;
    }

    /** The bytes, of which the first {@link #length} count; replaced when the buffer grows. */
    public byte[] array() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Forgets everything from {@code newLength} on. */
    public void truncate(int newLength) {
        if (newLength < 0 || newLength > length) {
            throw new IllegalArgumentException("cannot truncate " + length + " bytes to " + newLength);
        }
        length = newLength;
    }

    public void put(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    public void put(byte[] source) {
        put(source, 0, source.length);
    }

    public void put(byte[] source, int offset, int count) {
        reserve(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    /** Appends bytes and one more. */
    public void put(byte[] source, int offset, int count, int last) {
        reserve(count + 1);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
        bytes[length++] = (byte) last;
    }

    /** Appends text that has ASCII characters only. */
    public void ascii(String text) {
        int count = text.length();
        reserve(count);
        for (int i = 0; i < count; i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    /** Appends a number in decimal. */
    public void number(long value) {
        if (value == Long.MIN_VALUE) {
            ascii("-9223372036854775808");
            return;
        }
        if (value < 0) {
            put('-');
            value = -value;
        }
        int digits = 1;
        while (digits < POWERS_OF_TEN.length && value >= POWERS_OF_TEN[digits]) {
            digits++;
        }
        digits(value, digits);
    }

    /** Appends the last {@code count} decimal digits of a number that is not negative, with leading zeros. */
    public void digits(long value, int count) {
        reserve(count);
        for (int i = length + count - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + value % 10);
            value /= 10;
        }
        length += count;
    }

    /** Appends a number as Avro and Protocol Buffers do: zigzag, then seven bits a byte, lowest first. */
    public void zigzag(long value) {
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7FL) != 0) {
            put((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        put((int) rest);
    }

    /** Appends 8 bytes, lowest first. */
    public void littleEndian(long value) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            put((int) (value >>> shift));
        }
    }

    /** Inserts one byte, moving what follows. */
    public void insert(int position, int value) {
        reserve(1);
        System.arraycopy(bytes, position, bytes, position + 1, length - position);
        bytes[position] = (byte) value;
        length++;
    }

    /** Appends a character as UTF-8. */
    public void character(int codePoint) {
        reserve(4);
        length += Utf8.write(codePoint, bytes, length);
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            int needed = Math.addExact(length, count);
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, bytes.length * 2L)));
        }
    }
}
