package dev.waybill.sink.destination;

import java.time.Instant;

/**
 * That an export, its tenant or everything is paused.
 *
 * @param since when
 * @param by who paused it
 * @param why may be empty
 */
public record Pause(Instant since, String by, String why) {
    /** One line for logs and people. */
    public String text() {
        return "since " + since + " by " + by + (why.isEmpty() ? "" : ": " + why);
    }
}
