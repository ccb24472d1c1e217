package dev.waybill.sink.backlog;

/** What happened to the records of a backlog since its partition was assigned. Guarded like its {@link Backlog}. */
final class BacklogCounters {
    long deliveredObjects;
    long deliveredBytes;
    long failedAttempts;
    long parkedRecords;
    long refusedRecords;
    long lostPositions;
}
