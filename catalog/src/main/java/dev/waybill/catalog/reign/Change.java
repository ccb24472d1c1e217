package dev.waybill.catalog.reign;

import java.time.Instant;

/**
 * Who changed something, when and why. People read it; nothing is decided by it.
 *
 * @param by whoever ran the command or used the console; not blank
 * @param at the broker's time of the change
 * @param why may be empty
 */
public record Change(String by, Instant at, String why) {
    private static final int MAX_TEXT = 1000;

    public Change {
        if (by.isBlank()) {
            throw new IllegalArgumentException("by must not be blank");
        }
        if (by.length() > MAX_TEXT || why.length() > MAX_TEXT) {
            throw new IllegalArgumentException("by and why must each have at most " + MAX_TEXT + " characters");
        }
    }
}
