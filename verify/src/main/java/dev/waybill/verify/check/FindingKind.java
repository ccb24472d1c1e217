package dev.waybill.verify.check;

import java.util.Locale;

/** What can be found. The word of each is its name in lower case with hyphens. */
public enum FindingKind {
    /** There is no receipt at all. */
    NO_RECEIPTS,
    /** A receipt or a page is not one, or says two things that cannot both be true. */
    UNREADABLE_RECEIPT,
    /** A newer program wrote the receipt. */
    NEWER_RECEIPT,
    /** Nobody whose key was given has signed the receipt. */
    FORGED_RECEIPT,
    /** A key signed for a time that it is not for. */
    KEY_OUT_OF_TIME,
    /** A receipt under a name that is not its own. */
    MISPLACED_RECEIPT,
    /** A receipt of another tenant. */
    FOREIGN_RECEIPT,
    /** Receipts were issued that are not there. */
    MISSING_RECEIPT,
    /** Two receipts with one place in the chain, or for one window. */
    DOUBLED_RECEIPT,
    /** A receipt does not follow the one before it. */
    BROKEN_CHAIN,
    /** Windows without a receipt between others. */
    GAP,
    /** The newest receipts are not there. */
    CUT_OFF,
    /** An object that a receipt names is not there. */
    MISSING,
    /** An object that a receipt names is not there, and another receipt says that it was discarded. */
    DISCARDED,
    /** An object has another content than its receipt says. */
    ALTERED,
    /** An object is shorter than its receipt says. */
    TRUNCATED,
    /** An object is named by two receipts, or has the content of another. */
    DOUBLED,
    /** No receipt names the object. */
    EXTRA,
    /** An object cannot be read. */
    UNREADABLE_OBJECT,
    /** An object has another number of rows than its receipt says, or none that can be read. */
    ROWS,
    /** The objects of a window hold other events than its receipt says. */
    SUM,
    /** A note: the counts of a window are of a part of it. */
    PARTIAL,
    /** A note: an object whose window has no receipt yet. */
    WAITING,
    /** A note: what a sink that was stopped has left of a file. */
    UNFINISHED,
    /** A note: the sum of a window cannot be computed from its objects. */
    NO_SUM;

    /** Whether something is wrong; the others are notes. */
    public boolean isWrong() {
        return compareTo(PARTIAL) < 0;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
