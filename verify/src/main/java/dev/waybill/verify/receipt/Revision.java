package dev.waybill.verify.receipt;

import java.time.Instant;

/**
 * Events of one window that showed themselves after the receipt that would have stated them: on time by their producers'
 * clocks, or in a partition that was added to the source meanwhile.
 *
 * @param number of the export's receipts that have one, from 1 on
 * @param at when it was issued, whole seconds; it may be long after its window, so its key need not be one of the window's time
 */
public record Revision(long number, Instant at) implements Subject {
    public Revision {
        Whole.requireFrom(1, "revision", number);
        WholeSecond.require("at", at);
    }

    @Override
    public String kind() {
        return "revision";
    }

    @Override
    public String suffix() {
        return "-revision-" + number;
    }

    @Override
    public Instant signedFor(Instant end) {
        return at;
    }
}
