package dev.waybill.verify.receipt;

import java.time.Instant;

/**
 * Parts of one window that other receipts name and that were dropped before they were delivered: they never come. Counts nothing.
 *
 * @param number of the export's receipts that have one, from 1 on
 * @param at when it was decided that they must not leave
 */
public record Discard(long number, Instant at) implements Subject {
    public Discard {
        Whole.requireFrom(1, "discard", number);
        WholeSecond.require("at", at);
    }

    @Override
    public String kind() {
        return "discard";
    }

    @Override
    public String suffix() {
        return "-discard-" + number;
    }

    @Override
    public boolean countsEvents() {
        return false;
    }

    @Override
    public Instant signedFor(Instant end) {
        return at;
    }
}
