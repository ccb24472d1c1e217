package dev.waybill.receipt;

import dev.waybill.window.Window;
import java.time.Instant;
import java.util.List;

/**
 * The windows that one receipt is about.
 *
 * @param windows each begins where the one before ends; at least one
 * @param dueMillis when the last of them closes, on the clocks of source partitions
 */
record Group(Stretch stretch, List<Window> windows, long dueMillis) {
    Instant start() {
        return windows.get(0).start();
    }

    Instant end() {
        return windows.get(windows.size() - 1).end();
    }
}
