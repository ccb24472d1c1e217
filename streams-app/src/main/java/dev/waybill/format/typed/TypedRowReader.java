package dev.waybill.format.typed;

/** Reads what {@link TypedRow} wrote, from the beginning of a slice. */
final class TypedRowReader {
    private final byte[] bytes;
    private int position;

    TypedRowReader(byte[] bytes, int offset) {
        this.bytes = bytes;
        this.position = offset;
    }

    /** Whether the next leaf has a value, which then comes next. */
    boolean present() {
        return zigzag() != 0;
    }

    long zigzag() {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[position++];
            value |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return value >>> 1 ^ -(value & 1);
    }

    double decimal() {
        long bits = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            bits |= (bytes[position++] & 0xFFL) << shift;
        }
        return Double.longBitsToDouble(bits);
    }

    boolean truth() {
        return bytes[position++] != 0;
    }

    /** The next {@code length} bytes begin here, and are skipped. */
    int skip(int length) {
        int start = position;
        position += length;
        return start;
    }

    byte[] bytes() {
        return bytes;
    }
}
