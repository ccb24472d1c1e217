package dev.waybill.control.replay;

import dev.waybill.app.replay.ReplayId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The last replays of this process, in memory. Thread-safe. */
final class KeptReplays {
    private static final int KEPT = 20;

    private final Map<ReplayId, KnownReplay> kept = new LinkedHashMap<>();

    /** Keeps it as the newest; the oldest goes. */
    synchronized void keep(KnownReplay replay) {
        kept.remove(replay.id());
        kept.put(replay.id(), replay);
        if (kept.size() > KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
    }

    /** Changes what is known of one that is kept. */
    synchronized void change(ReplayId id, UnaryOperator<KnownReplay> change) {
        kept.computeIfPresent(id, (any, replay) -> change.apply(replay));
    }

    synchronized void forget(ReplayId id) {
        kept.remove(id);
    }

    synchronized Optional<KnownReplay> find(ReplayId id) {
        return Optional.ofNullable(kept.get(id));
    }

    /** The newest first. */
    synchronized List<KnownReplay> all() {
        List<KnownReplay> all = new ArrayList<>();
        kept.values().forEach(replay -> all.add(0, replay));
        return all;
    }
}
