package dev.waybill.control.console.state;

import dev.waybill.contract.YamlName;

/** How it is with a window, in one word; {@code docs/reference/status.md} says what each means. */
public enum WindowState {
    /** It is not due yet. */
    OPEN,
    /** It was due, and something of it is on its way. */
    DUE,
    /** It was due more than an hour ago, and something of it is not in the bucket. */
    LATE,
    /** As late, while its export is paused, held back or blocked. */
    HELD_BACK,
    /** A part of it will not come: it was refused, or retention has removed it. */
    MISSING,
    /** Something of it must not leave any more, and was not delivered. */
    DISCARDED,
    /** It has closed, and no event of it was to be delivered. */
    EMPTY,
    /** It has closed and all its parts are in the bucket. */
    DELIVERED,
    /** As delivered, and its receipt is there, too. */
    VERIFIED;

    /** As people and programs read it: {@code held-back}. */
    public String word() {
        return YamlName.of(this);
    }
}
