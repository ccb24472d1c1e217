package dev.waybill.sink.lane;

/** What happened to the records of a lane since its partition was assigned. Guarded like its {@link Lane}. */
final class LaneCounters {
    long deliveredObjects;
    long deliveredBytes;
    long failedAttempts;
    long parkedRecords;
    long refusedRecords;
    long lostPositions;
}
