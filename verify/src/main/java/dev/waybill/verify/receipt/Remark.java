package dev.waybill.verify.receipt;

/** What a reader must know about how far a receipt can be relied on. */
public enum Remark {
    /** The counts are of a part of the window's events only, as far as the platform can tell. */
    PARTIAL,
    /** Producers stamp the records, so whether an event was on time is their claim. */
    PRODUCER_ARRIVAL,
    /** In the time of the receipt there were records that belong to no tenant, since they could not be read. */
    UNATTRIBUTED,
    /** The parts stand at another destination than the version of the spec names. */
    REDIRECTED
}
