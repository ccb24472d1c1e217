package dev.waybill.ledger;

/** Checks numbers that count something. */
final class Whole {
    private Whole() {}

    static void require(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must not be negative: " + value);
        }
    }
}
