package dev.waybill.verify.check;

import dev.waybill.verify.receipt.EventSum;

/** The rows of an object. */
public sealed interface Rows {
    /** How many there are. */
    long count();

    /** Rows with id and time of each event, so with their sum. */
    record Summed(long count, EventSum sum) implements Rows {}

    /**
     * Rows of which the sum cannot be told.
     *
     * @param reason a clause for people
     */
    record Counted(long count, String reason) implements Rows {}
}
