package dev.waybill.app.replay;

import java.time.Instant;
import java.util.List;

/**
 * A replay that has its plan: it can be run, and gone on with by whoever knows its request and id.
 *
 * @param at when it was asked for first: the ends of the input are those of then
 * @param windows all that were asked for, each with why it cannot be delivered again, if it cannot. Where none can, nothing
 *     has begun
 */
public record BegunReplay(ReplayId id, ReplayRequest request, Instant at, List<PlannedWindow> windows) {
    public BegunReplay {
        windows = List.copyOf(windows);
    }
}
