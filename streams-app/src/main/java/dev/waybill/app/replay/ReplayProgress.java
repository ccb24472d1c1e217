package dev.waybill.app.replay;

import java.util.List;

/**
 * How far a replay has come.
 *
 * @param id the replay's
 * @param done windows of which all has been read; their parts leave within moments
 * @param all windows that are delivered again
 * @param waits what it waits for, with what to do
 */
public record ReplayProgress(String id, int done, int all, List<String> waits) {
    public ReplayProgress {
        waits = List.copyOf(waits);
    }
}
