package dev.waybill.verify.receipt;

/**
 * What became of the events of a window: {@code read = delivered + filtered + duplicate + withheld + open}.
 *
 * @param read events of the window that the export was asked about
 * @param delivered rows in parts
 * @param filtered events the export's selection does not take
 * @param duplicate copies of events that were delivered
 * @param withheld events whose redaction could not be applied
 * @param open events whose row is in no part yet
 */
public record Counts(long read, long delivered, long filtered, long duplicate, long withheld, long open) {
    /** No event. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    public Counts {
        Whole.require("read", read);
        Whole.require("delivered", delivered);
        Whole.require("filtered", filtered);
        Whole.require("duplicate", duplicate);
        Whole.require("withheld", withheld);
        Whole.require("open", open);
        if (read != delivered + filtered + duplicate + withheld + open) {
            throw new IllegalArgumentException(
                    "read is " + read + ", but delivered + filtered + duplicate + withheld + open is "
                            + (delivered + filtered + duplicate + withheld + open));
        }
    }

    /** Both together. */
    public Counts plus(Counts other) {
        return new Counts(
                read + other.read,
                delivered + other.delivered,
                filtered + other.filtered,
                duplicate + other.duplicate,
                withheld + other.withheld,
                open + other.open);
    }
}
