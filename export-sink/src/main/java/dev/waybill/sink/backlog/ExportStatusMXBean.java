package dev.waybill.sink.backlog;

/** The status of one export in one partition and for one destination, for JMX. Its counters start when the partition is assigned to the task. */
public interface ExportStatusMXBean {
    /**
     * {@code IDLE}, {@code DELIVERING}, {@code CATCHING_UP}, {@code RETRYING}, {@code BLOCKED},
     * {@code PAUSED} or {@code PARKED}.
     */
    String getState();

    /** Since when the export is paused, ISO-8601; empty while it is not. */
    String getPausedSince();

    /** Who paused it; empty while it is not paused. */
    String getPausedBy();

    /** Why, if whoever paused it said so. */
    String getPausedWhy();

    /**
     * When the first part that is not delivered was written to its topic, ISO-8601; empty while everything read is
     * delivered. The record itself says so, so a restart does not change it.
     */
    String getUndeliveredSince();

    /** Seconds since then, 0 while everything read is delivered: the number to alert on. */
    long getUndeliveredSeconds();

    /** The lowest offset that is not delivered, -1 for none. */
    long getFirstUndeliveredOffset();

    /** The kind of the current failure, empty for none; see the table of errors in the reference. */
    String getLastError();

    /** What to do about it, one sentence, empty for nothing. */
    String getAdvice();

    /** When the destination is tried next, ISO-8601; empty for never or no trouble. */
    String getRetryAt();

    /** Parts and receipts. */
    long getDeliveredObjects();

    /** How many of the delivered objects are receipts, or pages of one. */
    long getDeliveredReceipts();

    /** Of parts and receipts. */
    long getDeliveredBytes();

    /** Deliveries that failed, whether or not they succeeded later. */
    long getFailedAttempts();

    /** Records copied to the parking topic. */
    long getParkedRecords();

    /** Records handed to the dead letter queue. */
    long getRefusedRecords();

    /** Records that were passed over because their windows must not leave any more. */
    long getDiscardedRecords();

    /** How often undelivered records were gone from the log when they were to be read again. */
    long getLostPositions();
}
