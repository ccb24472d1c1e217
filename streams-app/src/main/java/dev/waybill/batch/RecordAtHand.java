package dev.waybill.batch;

/**
 * What was decided before of the record at hand, and what is decided of it now: by the record as a whole, and by export.
 * What has been decided for good must not be decided again.
 */
public final class RecordAtHand {
    private static final long NONE = -1;

    private final PartitionClock clock;
    private final Journal journal;
    private final Laggards laggards;
    /** The record that is read again for exports that lag behind; negative otherwise. */
    private long again = NONE;

    RecordAtHand(PartitionClock clock, Journal journal, Laggards laggards) {
        this.clock = clock;
        this.journal = journal;
        this.laggards = laggards;
    }

    void begin(long offset) {
        journal.begin(offset);
    }

    void beginAgain(long offset) {
        again = offset;
        laggards.read(offset);
    }

    void end() {
        if (isReadAgain()) {
            again = NONE;
        } else {
            journal.end();
        }
    }

    /** Whether the record was read before, and is now for exports alone that were held back then. */
    public boolean isReadAgain() {
        return again >= 0;
    }

    /** Its offset. */
    long offset() {
        return isReadAgain() ? again : clock.offset();
    }

    /** Whether the record was refused before a restart, and has its claim ticket. Then it must not be judged again. */
    public boolean isRefused() {
        return isReadAgain() ? laggards.isRefused() : journal.isRefused();
    }

    /**
     * Whether the record was read before a restart, and all exports that took it have it, in the store or in emitted parts, or
     * a claim ticket for it. Then no other one takes it any more, and it cannot be refused any more.
     */
    public boolean isComplete() {
        return journal.isComplete();
    }

    /**
     * Whether the record was read before a restart, and the export has it, in the store or in an emitted part, or a claim
     * ticket for it; or is read at another time for the export, which lags behind. Then nothing of it may be added there now.
     */
    public boolean isSettled(Lane lane) {
        return isReadAgain()
                ? !laggards.wants(lane.export())
                : clock.offset() < lane.takesFrom() || journal.isSettled(lane.export());
    }

    /** Whether an export of another tenant than this one {@link #isSettled has} the record. */
    public boolean isSettledForOther(String tenant) {
        return journal.isSettledForOther(tenant);
    }

    /** The record gets a claim ticket, for no export can take it. */
    public void refuse() {
        if (!isReadAgain()) {
            journal.refuse();
        }
    }

    /** The record gets a claim ticket for this export, and belongs to no batch of it. */
    public void withhold(Lane lane) {
        if (!isReadAgain()) {
            journal.withhold(lane.export());
        }
    }
}
