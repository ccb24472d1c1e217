package dev.waybill.delivery;

import dev.waybill.batch.LaggingExports;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.yaml.SpecException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The exports of a source partition that take no events now, since what they should do with them cannot be done: their spec
 * cannot be read by this program, or needs a secret that is missing. Their events wait in the source. Beside them those with
 * windows in the store that this program cannot read: they wait there.
 */
final class HeldBack {
    private final LaggingExports lagging;
    private final Outbox outbox;
    /** With the time, in microseconds, of the first event that waits. */
    private final Map<ExportId, Long> timeByExport = new HashMap<>();

    private final Set<ExportId> unreadable;

    /** @param unreadable exports with windows in the store that this program cannot read */
    HeldBack(LaggingExports lagging, Set<ExportId> unreadable, Outbox outbox) {
        this.lagging = lagging;
        this.unreadable = Set.copyOf(unreadable);
        this.outbox = outbox;
    }

    Set<ExportId> exports() {
        Set<ExportId> all = new HashSet<>(unreadable);
        all.addAll(timeByExport.keySet());
        return all;
    }

    boolean holds(ExportId export) {
        return !timeByExport.isEmpty() && timeByExport.containsKey(export);
    }

    /** The export takes nothing from the record at hand on, whose event is of this time. */
    void add(Route route, long epochMicros, SpecException why) {
        timeByExport.put(route.export(), epochMicros);
        lagging.holdBack(route.lane());
        outbox.heldBack(route.export(), why);
    }

    /** Releases those that can take their events by now. Only between records. */
    void tryAgain(Routes routes) {
        List<ExportId> released = new ArrayList<>();
        Map.copyOf(timeByExport).forEach((export, epochMicros) -> {
            TenantRoutes tenant = routes.of(export.tenant(), epochMicros);
            if (tenant == null || tenant.list().stream().noneMatch(route -> isStillHeld(route, export, epochMicros))) {
                timeByExport.remove(export);
                released.add(export);
                outbox.released(export);
            }
        });
        if (!released.isEmpty()) {
            lagging.release(released);
        }
    }

    private static boolean isStillHeld(Route route, ExportId export, long epochMicros) {
        return route.export().equals(export) && !route.canTake(epochMicros);
    }
}
