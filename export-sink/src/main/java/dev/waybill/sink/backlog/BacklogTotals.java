package dev.waybill.sink.backlog;

/**
 * What was counted, summed up over backlogs.
 *
 * @param deliveredObjects parts and receipts
 * @param deliveredReceipts how many of them are receipts
 * @param deliveredBytes of parts and receipts
 * @param failedAttempts deliveries that failed, whether or not they succeeded later
 * @param parkedRecords records copied to parking topics
 * @param discardedRecords records that were passed over because their windows must not leave any more
 * @param refusedRecords records handed to the dead letter queue
 * @param lostPositions how often undelivered records were gone from the log when they were to be read again
 */
public record BacklogTotals(
        long deliveredObjects,
        long deliveredReceipts,
        long deliveredBytes,
        long failedAttempts,
        long parkedRecords,
        long discardedRecords,
        long refusedRecords,
        long lostPositions) {
    public static final BacklogTotals NONE = new BacklogTotals(0, 0, 0, 0, 0, 0, 0, 0);

    static BacklogTotals of(BacklogCounters counters) {
        return new BacklogTotals(
                counters.deliveredObjects,
                counters.deliveredReceipts,
                counters.deliveredBytes,
                counters.failedAttempts,
                counters.parkedRecords,
                counters.discardedRecords,
                counters.refusedRecords,
                counters.lostPositions);
    }

    public BacklogTotals plus(BacklogTotals other) {
        return new BacklogTotals(
                deliveredObjects + other.deliveredObjects,
                deliveredReceipts + other.deliveredReceipts,
                deliveredBytes + other.deliveredBytes,
                failedAttempts + other.failedAttempts,
                parkedRecords + other.parkedRecords,
                discardedRecords + other.discardedRecords,
                refusedRecords + other.refusedRecords,
                lostPositions + other.lostPositions);
    }
}
