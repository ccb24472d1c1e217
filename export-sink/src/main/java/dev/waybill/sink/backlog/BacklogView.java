package dev.waybill.sink.backlog;

import dev.waybill.sink.destination.FailureKind;
import java.time.Instant;
import java.util.Optional;

/**
 * How one backlog was doing when somebody looked.
 *
 * @param key which backlog it is
 * @param state as its MBean shows it
 * @param error what is wrong with its destination; empty for nothing, and while it is paused
 * @param undeliveredSince when the first part that is not delivered was written to its topic; empty for none
 */
public record BacklogView(
        BacklogKey key, BacklogState state, Optional<FailureKind> error, Optional<Instant> undeliveredSince) {
    static BacklogView of(Backlog backlog, boolean paused) {
        return new BacklogView(
                backlog.key(),
                paused && !backlog.isParking() ? BacklogState.PAUSED : backlog.state(),
                backlog.trouble().map(trouble -> trouble.kind()).filter(kind -> kind != FailureKind.PAUSED),
                backlog.waitingSince());
    }
}
