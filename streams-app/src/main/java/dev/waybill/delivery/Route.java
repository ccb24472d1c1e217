package dev.waybill.delivery;

import dev.waybill.batch.Batch;
import dev.waybill.batch.BatchFinder;
import dev.waybill.batch.Lane;
import dev.waybill.export.ExportVersion;
import dev.waybill.window.Window;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One export of a tenant in one source partition: the version that new windows are begun under, if any. */
final class Route {
    private final BatchFinder batches;
    private final Lane lane;
    private final @Nullable ExportVersion current;

    /**
     * Makes a route.
     *
     * @param current null for an export that is gone or disabled and only finishes the windows it has begun
     */
    Route(BatchFinder batches, Lane lane, @Nullable ExportVersion current) {
        this.batches = batches;
        this.lane = lane;
        this.current = current;
    }

    Lane lane() {
        return lane;
    }

    /** The batch that an event of this time goes to; empty where the export takes none of this time. */
    Optional<Batch> batchAt(long occurredAtMicros) {
        ExportVersion reigning = reigningAt(occurredAtMicros);
        if (!batches.hasOnly(lane, reigning)) {
            Optional<Batch> begun = batches.firstBegun(lane, windows(reigning, occurredAtMicros));
            if (begun.isPresent()) {
                return begun;
            }
        }
        return reigning == null
                ? Optional.empty()
                : Optional.of(batches.batch(lane, reigning.windowAt(occurredAtMicros), reigning));
    }

    /** The version that a window with an event of this time is begun under: the current one, whatever the time. */
    private @Nullable ExportVersion reigningAt(long occurredAtMicros) {
        return current;
    }

    /** The windows of this time, by every version that may have begun one. */
    private Set<Window> windows(@Nullable ExportVersion reigning, long occurredAtMicros) {
        Set<Window> windows = new HashSet<>();
        if (reigning != null) {
            windows.add(reigning.windowAt(occurredAtMicros));
        }
        lane.versions().forEach(version -> windows.add(version.windowAt(occurredAtMicros)));
        return windows;
    }
}
