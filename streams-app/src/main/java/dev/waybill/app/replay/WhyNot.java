package dev.waybill.app.replay;

/** Why a window cannot be delivered again. */
public enum WhyNot {
    /** Events of it may have been removed from the input. */
    EXPIRED("the input does not hold all of it any more"),
    /** It is not due: events of it may still come, and live delivery will deliver it. */
    OPEN("it has not closed yet"),
    /** The operator has said that it must not leave as it was. */
    DISCARDED("it was discarded, so only --under current delivers it"),
    /** Nothing can be compared: its entries were removed, or there was no ledger yet. */
    NOT_IN_LEDGER("the ledger does not hold all of it, so nobody knows what was delivered; --beside delivers it"),
    /** Live delivery has something of it that is due and not emitted, or has not come so far. */
    UNFINISHED("live delivery has not finished it; try again later"),
    /** Other parts were made than those that were delivered. */
    DIFFERS("it is not the same any more; only parts that the ledger names were delivered again");

    private final String text;

    WhyNot(String text) {
        this.text = text;
    }

    /** In a few words. */
    public String text() {
        return text;
    }
}
