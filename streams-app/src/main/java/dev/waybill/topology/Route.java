package dev.waybill.topology;

import dev.waybill.batch.Batch;
import dev.waybill.batch.Lane;
import dev.waybill.batch.PartitionBatches;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One export of a tenant in one source partition: its current spec, and those that open windows were begun under. */
final class Route {
    private final PartitionBatches batches;
    private final Lane lane;
    private final @Nullable RoutedExport current;
    private final String currentVersion;
    private final Map<String, RoutedExport> versions = new HashMap<>();

    /**
     * Makes a route.
     *
     * @param current null for an export that is gone or disabled and only finishes the windows it has begun
     */
    Route(PartitionBatches batches, Lane lane, @Nullable RoutedExport current) {
        this.batches = batches;
        this.lane = lane;
        this.current = current;
        this.currentVersion = current == null ? "" : current.output().configVersion();
    }

    Lane lane() {
        return lane;
    }

    boolean takesNewWindows() {
        return current != null;
    }

    /** The current spec; only where {@link #takesNewWindows}. */
    RoutedExport current() {
        if (current == null) {
            throw new IllegalStateException(lane + " takes no new windows");
        }
        return current;
    }

    /** What a version of the spec that is current, or that a stored window was begun under, does with events. */
    RoutedExport version(String configVersion) {
        if (current != null && configVersion.equals(currentVersion)) {
            return current;
        }
        RoutedExport export = versions.get(configVersion);
        if (export == null) {
            throw new IllegalStateException("no spec of version " + configVersion + " is known for " + lane);
        }
        return export;
    }

    void add(RoutedExport begun) {
        versions.putIfAbsent(begun.output().configVersion(), begun);
    }

    Optional<Batch> begunAmongVersions(long occurredAtMicros) {
        return batches.begunAmongVersions(lane, occurredAtMicros, currentVersion);
    }
}
