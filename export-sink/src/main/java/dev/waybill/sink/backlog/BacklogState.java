package dev.waybill.sink.backlog;

/** How an export is doing in a partition, as the metric {@code State} shows it. */
public enum BacklogState {
    /** Everything read so far is delivered. */
    IDLE,
    /** Uploads are waiting or running. */
    DELIVERING,
    /** Records were dropped, for want of memory or while the destination failed, and are being read again. */
    CATCHING_UP,
    /** The destination fails; the first undelivered record is tried again after a backoff. */
    RETRYING,
    /** A record was refused; the export waits for an operator. */
    BLOCKED,
    /** The export is paused. */
    PAUSED,
    /** The destination has failed, or the export was paused, for so long that records are copied to the export's parking topic. */
    PARKED
}
