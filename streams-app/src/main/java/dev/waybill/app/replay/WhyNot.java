package dev.waybill.app.replay;

/** Why a window cannot be delivered again. */
public enum WhyNot {
    /** Events of it may have been removed from the input. */
    EXPIRED("the input does not hold all of it any more"),
    /** It is not due: events of it may still come, and live delivery will deliver it. */
    OPEN("it has not closed yet"),
    /** The operator has said that it must not leave as it was. */
    DISCARDED("it was discarded, so only --under current delivers it");

    private final String text;

    WhyNot(String text) {
        this.text = text;
    }

    /** In a few words. */
    public String text() {
        return text;
    }
}
