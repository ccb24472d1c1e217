package dev.waybill.verify.receipt;

/** The numbers of a receipt: whole, not negative, and small enough to be exact in every JSON parser (RFC 7493). */
final class Whole {
    static final long MAX = (1L << 53) - 1;

    private Whole() {}

    static void require(String name, long value) {
        requireFrom(0, name, value);
    }

    static void requireFrom(long least, String name, long value) {
        if (value < least || value > MAX) {
            throw new IllegalArgumentException(name + " must be from " + least + " to 9007199254740991, not " + value);
        }
    }
}
