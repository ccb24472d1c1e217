package dev.waybill.select;

/** What a selection says about an event. */
public enum Verdict {
    /** The export takes it. */
    TAKEN,
    /** The export does not take it. */
    LEFT_OUT,
    /** The filter expression failed on it, so nobody can say; the event must be withheld. */
    FAILED
}
