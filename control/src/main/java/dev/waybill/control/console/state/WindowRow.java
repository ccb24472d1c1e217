package dev.waybill.control.console.state;

import dev.waybill.ledger.LedgerCounts;

/**
 * What is known of one window of an export. Times are seconds since the epoch. A row is changed only while its
 * {@link WindowRows} has it unpacked.
 */
final class WindowRow {
    /** Something of it was not delivered because it must not leave any more. */
    static final int DISCARDED = 1;
    /** A part was refused, or retention has removed it: it will not come. */
    static final int GONE = 1 << 1;
    /** Of some part it is not known when it was delivered. */
    static final int UNTIMED = 1 << 2;
    /** What is said of it stands too far apart to be read again; or some of it was not kept. */
    static final int SCATTERED = 1 << 3;
    /** Parts of it are not waited for one by one, since there were too many. */
    static final int UNTRACKED = 1 << 4;
    /** It was opened, or something of it was emitted; else only its receipt is known. */
    static final int RECORDED = 1 << 5;

    /** The offset of nothing. */
    static final long NOWHERE = -1;

    /** Entries of a window that stand further apart than this are not read again as one piece. */
    private static final long SPAN = 20_000;

    final long start;
    long end;
    int flags;
    /** When the ledger or the sink said something of it last, by the brokers' clock. */
    long touched;

    long delivered;
    long filtered;
    long duplicate;
    long withheld;
    /** How many of all these came late. */
    long late;

    int parts;
    int arrived;
    /** Parts that will not come. */
    int gone;

    long bytes;
    /** When the last part that was on time came into the bucket; 0 if none has. */
    long arrivedAt;
    /** Where the receipt that is in the bucket ends; 0 without one. */
    long receiptUntil;

    long ledgerFrom = NOWHERE;
    long ledgerTo = NOWHERE;
    long deliveriesFrom = NOWHERE;
    long deliveriesTo = NOWHERE;

    WindowRow(long start, long end) {
        this.start = start;
        this.end = end;
    }

    boolean is(int flag) {
        return (flags & flag) != 0;
    }

    void set(int flag) {
        flags |= flag;
    }

    /** What became of its events, late ones among them. */
    LedgerCounts counts() {
        return new LedgerCounts(delivered + filtered + duplicate + withheld, delivered, filtered, duplicate, withheld);
    }

    void add(LedgerCounts counts) {
        delivered += counts.delivered();
        filtered += counts.filtered();
        duplicate += counts.duplicate();
        withheld += counts.withheld();
    }

    /** Whether all its parts that will ever come are in the bucket. */
    boolean isThere() {
        return arrived + gone >= parts;
    }

    /** The ledger says something of it at this offset that is to be read again. */
    void inLedger(long offset) {
        if (isNear(ledgerFrom, ledgerTo, offset)) {
            ledgerFrom = ledgerFrom == NOWHERE ? offset : Math.min(ledgerFrom, offset);
            ledgerTo = Math.max(ledgerTo, offset + 1);
        } else {
            set(SCATTERED);
        }
    }

    /** The sink says something of it at this offset that is to be read again. */
    void inDeliveries(long offset) {
        if (isNear(deliveriesFrom, deliveriesTo, offset)) {
            deliveriesFrom = deliveriesFrom == NOWHERE ? offset : Math.min(deliveriesFrom, offset);
            deliveriesTo = Math.max(deliveriesTo, offset + 1);
        } else {
            set(SCATTERED);
        }
    }

    private static boolean isNear(long from, long to, long offset) {
        return from == NOWHERE || offset < from + SPAN && to <= offset + SPAN;
    }
}
