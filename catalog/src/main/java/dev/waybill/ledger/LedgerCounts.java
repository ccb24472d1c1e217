package dev.waybill.ledger;

/**
 * What became of the events of a batch that has ended: {@code read = delivered + filtered + duplicate + withheld}.
 *
 * @param read for the export
 * @param delivered in its parts
 * @param filtered left out by the export's selection
 * @param duplicate delivered before
 * @param withheld because their redaction or encoding failed
 */
public record LedgerCounts(long read, long delivered, long filtered, long duplicate, long withheld) {
    public static final LedgerCounts NONE = new LedgerCounts(0, 0, 0, 0, 0);

    public LedgerCounts {
        Whole.require("delivered", delivered);
        Whole.require("filtered", filtered);
        Whole.require("duplicate", duplicate);
        Whole.require("withheld", withheld);
        if (read != delivered + filtered + duplicate + withheld) {
            throw new IllegalArgumentException(
                    "read " + read + ", and the others make " + (delivered + filtered + duplicate + withheld));
        }
    }

    /** With what became of other events. */
    public LedgerCounts plus(LedgerCounts other) {
        return new LedgerCounts(
                read + other.read,
                delivered + other.delivered,
                filtered + other.filtered,
                duplicate + other.duplicate,
                withheld + other.withheld);
    }
}
