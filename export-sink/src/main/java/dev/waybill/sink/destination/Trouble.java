package dev.waybill.sink.destination;

import java.time.Instant;
import java.util.Optional;

/**
 * Why an export is held back, since when, and when it is tried again.
 *
 * @param kind what is wrong
 * @param detail what was seen last
 * @param since when the record was written for which the first of these attempts failed; when it failed, if nobody knows
 * @param attempts how many in a row have failed, at least 1
 * @param retryAt when to try again; {@link Instant#MAX} for never
 * @param target what the destination was; empty when there was none
 */
public record Trouble(
        FailureKind kind, String detail, Instant since, int attempts, Instant retryAt, Optional<Target> target) {
    /** The same trouble, with another time to try again. */
    public Trouble retriedAt(Instant time) {
        return new Trouble(kind, detail, since, attempts, time, target);
    }
}
