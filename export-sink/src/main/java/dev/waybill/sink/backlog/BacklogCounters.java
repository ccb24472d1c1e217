package dev.waybill.sink.backlog;

/** What was counted for a backlog since its partition was assigned to the task. Guarded like its {@link Backlog}. */
final class BacklogCounters {
    long deliveredObjects;
    long deliveredReceipts;
    long deliveredBytes;
    long failedAttempts;
    long parkedRecords;
    long discardedRecords;
    long refusedRecords;
    long lostPositions;
}
