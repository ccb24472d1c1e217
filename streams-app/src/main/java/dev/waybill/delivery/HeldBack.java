package dev.waybill.delivery;

import dev.waybill.batch.LaggingExports;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.yaml.SpecException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The exports of a source partition that take no events now, since what they should do with them cannot be done: their spec
 * cannot be read by this program, or needs a secret that is missing. Their events wait in the source. Beside them those with
 * windows in the store that this program cannot read: they wait there.
 */
final class HeldBack {
    /**
     * An export whose events wait.
     *
     * @param epochMicros the time of the first event that waits, microseconds
     * @param why as found when it was last looked at
     */
    private record Waiting(long epochMicros, SpecException why) {}

    private final LaggingExports lagging;
    private final Outbox outbox;
    private final Map<ExportId, Waiting> waiting = new HashMap<>();

    private final Map<ExportId, SpecException> unreadable;

    /** @param unreadable exports with windows in the store that this program cannot read, and why */
    HeldBack(LaggingExports lagging, Map<ExportId, SpecException> unreadable, Outbox outbox) {
        this.lagging = lagging;
        this.unreadable = Map.copyOf(unreadable);
        this.outbox = outbox;
    }

    /** All of them, and why. */
    Map<ExportId, SpecException> exports() {
        if (waiting.isEmpty()) {
            return unreadable;
        }
        Map<ExportId, SpecException> all = new HashMap<>(unreadable);
        waiting.forEach((export, held) -> all.put(export, held.why()));
        return all;
    }

    boolean holds(ExportId export) {
        return !waiting.isEmpty() && waiting.containsKey(export);
    }

    /** The export takes nothing from the record at hand on, whose event is of this time. */
    void add(Route route, long epochMicros, SpecException why) {
        waiting.put(route.export(), new Waiting(epochMicros, why));
        lagging.holdBack(route.lane());
        outbox.heldBack(route.export(), why);
    }

    /** Releases those that can take their events by now. Only between records. */
    void tryAgain(Routes routes) {
        List<ExportId> released = new ArrayList<>();
        Map.copyOf(waiting).forEach((export, held) -> {
            Optional<SpecException> why = whyStillHeld(routes, export, held.epochMicros());
            if (why.isPresent()) {
                waiting.put(export, new Waiting(held.epochMicros(), why.get()));
            } else {
                waiting.remove(export);
                released.add(export);
                outbox.released(export);
            }
        });
        if (!released.isEmpty()) {
            lagging.release(released);
        }
    }

    private static Optional<SpecException> whyStillHeld(Routes routes, ExportId export, long epochMicros) {
        TenantRoutes tenant = routes.of(export.tenant(), epochMicros);
        return tenant == null
                ? Optional.empty()
                : tenant.list().stream()
                        .filter(route -> route.export().equals(export))
                        .flatMap(route -> route.whyNotTaken(epochMicros).stream())
                        .findFirst();
    }
}
