package dev.waybill.verify.receipt;

/**
 * Events of one window that showed themselves after the receipt that would have stated them: on time by their producers'
 * clocks, or in a partition that was added to the source meanwhile.
 *
 * @param number of the export's receipts that have one, from 1 on
 */
public record Revision(long number) implements Subject {
    public Revision {
        Whole.requireFrom(1, "revision", number);
    }

    @Override
    public String kind() {
        return "revision";
    }

    @Override
    public String suffix() {
        return "-revision-" + number;
    }
}
