package dev.waybill.batch;

/**
 * What became of the events of one batch. For a batch that has been emitted,
 * {@code read = delivered + filtered + duplicate + withheld}; before that the difference is what is still open.
 *
 * @param read events of the window that were read for this export
 * @param delivered events that stand in an emitted part
 * @param filtered events that the export's selection leaves out
 * @param duplicate events that had been delivered already
 * @param withheld events whose redaction or encoding could not be applied
 */
public record Counts(long read, long delivered, long filtered, long duplicate, long withheld) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    /** Events that were read and whose fate is not decided yet. */
    public long open() {
        return read - delivered - filtered - duplicate - withheld;
    }

    public Counts plus(Counts other) {
        return new Counts(
                read + other.read,
                delivered + other.delivered,
                filtered + other.filtered,
                duplicate + other.duplicate,
                withheld + other.withheld);
    }
}
