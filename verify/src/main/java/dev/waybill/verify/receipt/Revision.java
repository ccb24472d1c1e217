package dev.waybill.verify.receipt;

/**
 * Events of one window that came on time by their producers' clocks and showed themselves after its receipt.
 *
 * @param number of the window's revisions, from 1 on
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
