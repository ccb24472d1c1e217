package dev.waybill.app.replay;

import java.util.List;

/**
 * What a replay would do, or does if it has begun.
 *
 * @param windows all that were asked for, each with why it cannot be delivered again, if it cannot
 */
public record PlannedReplay(ReplayId id, ReplayRequest request, List<PlannedWindow> windows) {
    public PlannedReplay {
        windows = List.copyOf(windows);
    }
}
