package dev.waybill.control.console.state;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The parts of one export that the ledger has named and the sink has not, and the other way round: the two topics are read side
 * by side, so either may be heard of first. Parts are told by a hash of their names. Confined to a lock.
 */
final class PendingParts {
    /** What was said of a part that the ledger has not named by then was said again: of a part that was settled long ago. */
    static final Duration EARLY = Duration.ofMinutes(10);
    /** So many early ones are kept of an export. */
    static final int MAX_EARLY = 1_000;

    /**
     * A part that was emitted.
     *
     * @param start of its window, seconds since the epoch
     * @param end of its window
     * @param logged when the ledger named it
     */
    record Emitted(long start, long end, Instant logged) {}

    /**
     * What became of a part.
     *
     * @param gone why it will not come, one of the flags of a {@link WindowRow}; 0 if it was delivered
     * @param at when
     * @param offset at which the sink says so
     * @param logged when it was written there
     */
    record Settled(int gone, Instant at, long offset, Instant logged) {}

    private final Map<Long, Emitted> emitted = new LinkedHashMap<>(2);
    private final Map<Long, Settled> early = new LinkedHashMap<>(2);
    private final AtomicInteger budget;

    /** @param budget how many parts of all exports may still be waited for */
    PendingParts(AtomicInteger budget) {
        this.budget = budget;
    }

    /**
     * The ledger names a part.
     *
     * @return what became of it, if that was heard of already
     */
    Optional<Settled> named(String object) {
        return Optional.ofNullable(early.remove(hash(object)));
    }

    /** Waits for a part; answers whether there was room to. */
    boolean await(String object, Emitted part) {
        if (budget.getAndDecrement() <= 0) {
            budget.incrementAndGet();
            return false;
        }
        if (emitted.put(hash(object), part) != null) {
            budget.incrementAndGet();
        }
        return true;
    }

    /** The sink says what became of a part; answers what was waited for. */
    Optional<Emitted> settled(String object) {
        Emitted found = emitted.remove(hash(object));
        if (found != null) {
            budget.incrementAndGet();
        }
        return Optional.ofNullable(found);
    }

    /** The sink names a part that is not waited for: again, or before the ledger does. */
    void early(String object, Settled settled) {
        Iterator<Settled> oldest = early.values().iterator();
        while (oldest.hasNext()) {
            boolean old = oldest.next().logged().plus(EARLY).isBefore(settled.logged());
            if (!old && early.size() < MAX_EARLY) {
                break;
            }
            oldest.remove();
        }
        early.put(hash(object), settled);
    }

    /** Gives up waiting for what was emitted before; answers what that was. */
    List<Emitted> settledBefore(Instant before) {
        List<Emitted> settled = new ArrayList<>();
        Iterator<Emitted> all = emitted.values().iterator();
        while (all.hasNext()) {
            Emitted part = all.next();
            if (part.logged().isBefore(before)) {
                settled.add(part);
                all.remove();
                budget.incrementAndGet();
            }
        }
        return settled;
    }

    /** When the ledger named the one that is waited for longest. */
    Optional<Instant> oldest() {
        return emitted.values().stream().findFirst().map(Emitted::logged);
    }

    int count() {
        return emitted.size();
    }

    int earlyCount() {
        return early.size();
    }

    /** FNV-1a, 64 bits: two names of one export's parts in 30 days never share it in practice, and nobody gains by making them. */
    private static long hash(String object) {
        long hash = 0xcbf29ce484222325L;
        for (byte next : object.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ next) * 0x100000001b3L;
        }
        return hash;
    }
}
