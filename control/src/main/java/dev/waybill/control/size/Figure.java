package dev.waybill.control.size;

/**
 * One line of the answer.
 *
 * @param name of the formula, as {@code docs/concepts/sizing.md} has it
 * @param what in words
 * @param unit of the value; empty where it is a number of something that the words name
 */
public record Figure(String name, String what, double value, Unit unit) {
    /** What a value counts. */
    public enum Unit {
        NUMBER,
        CORES,
        MICROS,
        MIB,
        BYTES,
        BYTES_A_DAY,
        BYTES_A_SECOND,
        A_DAY,
        A_SECOND
    }
}
