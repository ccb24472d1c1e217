package dev.waybill.contract;

/** What a record of an export topic is; the value of the header {@link PartHeaders#KIND}. */
public enum PartKind {
    PART("part"),
    LATE_PART("late-part"),
    /** No part, but the signed statement about the parts of a window, or a page of it. */
    RECEIPT("receipt");

    private final String headerValue;

    PartKind(String headerValue) {
        this.headerValue = headerValue;
    }

    public String headerValue() {
        return headerValue;
    }
}
