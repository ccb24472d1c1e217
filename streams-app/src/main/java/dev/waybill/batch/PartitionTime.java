package dev.waybill.batch;

/** How far a source partition has come: by the arrivals of its records, and by proofs that nothing was left to be read. */
public final class PartitionTime {
    private final PartitionClock clock;
    private final OpenBatches batches;
    private final Coverage coverage;

    PartitionTime(PartitionClock clock, OpenBatches batches, Coverage coverage) {
        this.clock = clock;
        this.batches = batches;
        this.coverage = coverage;
    }

    /** Milliseconds since the epoch: the highest arrival so far, or what the partition was proven idle through. */
    public long millis() {
        return clock.millis();
    }

    /** Nothing has been read yet, and reading begins at this offset: what is idle is idle from there on. */
    public void beginAt(long offset) {
        clock.beginAt(offset);
    }

    /**
     * Nothing will arrive any more that is on time for windows due by this wall-clock time: everything the partition held
     * when it was asked, at or after that time, has been read and processed.
     */
    public void advanceIdle(long provenMillis) {
        batches.due().close(provenMillis).ifPresent(this::advance);
    }

    /**
     * The same, and what arrives from now on is late for all windows due by this time, those that have no events yet included.
     * For partitions whose records the broker stamps.
     */
    public void passIdle(long provenMillis) {
        batches.due().close(provenMillis);
        advance(provenMillis);
    }

    /** Together with what has closed, whether or not anything is emitted before the next commit. */
    private void advance(long millis) {
        if (millis > clock.millis()) {
            clock.advanceIdle(millis);
            coverage.saveBookmark();
        }
    }
}
