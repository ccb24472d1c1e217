package dev.waybill.control.console.checkup;

import dev.waybill.contract.ExportId;
import dev.waybill.control.doctor.DoctorReport;
import dev.waybill.control.doctor.check.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was found of each export last, and which is the next to be looked at: first those whose account is new, before their first
 * window is due; then each at its moments of a {@link Rhythm}, and every hour where a check has failed. In memory: after a
 * restart those are new whose first window begins within the last stretch of the rhythm or later, and the others come at their
 * moments. Bounded by the catalog: one result of each of its exports. Thread-safe.
 */
public final class Checkups {
    /** An export that could not be looked at comes again after this. */
    static final Duration RETRY = Duration.ofMinutes(10);
    /** One where a check has failed comes again after this: somebody may have put its account right. */
    static final Duration AGAIN = Duration.ofHours(1);

    /** What is to be done about an export at some time. */
    private record Turn(WatchedExport export, boolean first, Instant due) {
        /** Of new ones that whose first window begins first. */
        private static final Comparator<Turn> ORDER = Comparator.comparing((Turn turn) -> !turn.first)
                .thenComparing(Turn::due)
                .thenComparing(turn -> turn.export.since())
                .thenComparing(turn -> turn.export.id());
    }

    private final Rhythm rhythm;
    private final Instant began;
    private Optional<Map<ExportId, WatchedExport>> watched = Optional.empty();
    private final Set<ExportId> fresh = new HashSet<>();
    private final Map<ExportId, Checkup> last = new TreeMap<>();
    private final Map<ExportId, Instant> inVain = new HashMap<>();

    /** @param began when the console did */
    public Checkups(Rhythm rhythm, Instant began) {
        this.rhythm = rhythm;
        this.began = began;
    }

    /** What was found of an export where it goes now; empty if nobody has looked. */
    public synchronized Optional<Checkup> of(ExportId id) {
        return Optional.ofNullable(last.get(id));
    }

    /** All that is known, by export. */
    public synchronized List<Checkup> all() {
        return List.copyOf(last.values());
    }

    /** How many exports are so; those that were not looked at are not checked. */
    public synchronized long count(Outcome outcome) {
        long unknown = outcome == Outcome.NOT_CHECKED ? watched().size() - last.size() : 0;
        return unknown
                + last.values().stream()
                        .filter(checkup -> checkup.operators().outcome() == outcome)
                        .count();
    }

    /** These are all exports now; of others, and of those that go elsewhere, nothing is known any more. */
    synchronized void follow(Collection<WatchedExport> exports) {
        Map<ExportId, WatchedExport> now = new HashMap<>();
        exports.forEach(export -> now.put(export.id(), export));
        Instant recent = began.minus(rhythm.every());
        now.values().stream()
                .filter(export -> watched.isEmpty()
                        ? export.since().isAfter(recent)
                        : !goesWhereItDid(export.id(), watched().get(export.id()), now))
                .forEach(export -> fresh.add(export.id()));
        fresh.retainAll(now.keySet());
        inVain.keySet().removeIf(id -> !goesWhereItDid(id, watched().get(id), now));
        last.entrySet()
                .removeIf(entry ->
                        !goesWhereItDid(entry.getKey(), entry.getValue().export(), now));
        watched = Optional.of(now);
    }

    private Map<ExportId, WatchedExport> watched() {
        return watched.orElse(Map.of());
    }

    private static boolean goesWhereItDid(
            ExportId id, @Nullable WatchedExport before, Map<ExportId, WatchedExport> now) {
        WatchedExport export = now.get(id);
        return export != null && before != null && export.goesWhere(before);
    }

    /** Those of a tenant, to be handed to {@link #keep} with what was found of them. */
    public synchronized List<WatchedExport> ofTenant(String tenant) {
        return watched().values().stream()
                .filter(export -> export.id().tenant().equals(tenant))
                .toList();
    }

    /**
     * Keeps what was found of exports, unless they go elsewhere by now.
     *
     * @param before as they were when somebody began to look
     */
    public synchronized void keep(Collection<WatchedExport> before, DoctorReport report) {
        Map<ExportId, WatchedExport> looked = new HashMap<>();
        before.forEach(export -> looked.put(export.id(), export));
        report.exports().forEach(found -> {
            WatchedExport export = looked.get(found.export());
            WatchedExport now = watched().get(found.export());
            if (export != null
                    && now != null
                    && now.goesWhere(export)
                    && now.destination().base().equals(found.destination())) {
                last.put(found.export(), Checkup.of(now, report.at(), found));
                inVain.remove(found.export());
                fresh.remove(found.export());
            }
        });
    }

    /** Somebody wanted to look at it then, and could not. */
    synchronized void couldNot(WatchedExport export, Instant at) {
        inVain.put(export.id(), at);
    }

    /** Which is to be looked at now; empty if there is time. */
    synchronized Optional<WatchedExport> next(Instant now) {
        return rhythm.isOff()
                ? Optional.empty()
                : watched().values().stream()
                        .map(this::turn)
                        .filter(turn -> !turn.due().isAfter(now))
                        .min(Turn.ORDER)
                        .map(Turn::export);
    }

    private Turn turn(WatchedExport export) {
        Instant tried = inVain.get(export.id());
        if (tried != null) {
            return new Turn(export, false, tried.plus(RETRY));
        }
        if (fresh.contains(export.id())) {
            return new Turn(export, true, Instant.MIN);
        }
        return new Turn(export, false, due(export.id()));
    }

    private Instant due(ExportId id) {
        Checkup before = last.get(id);
        if (before == null) {
            return rhythm.next(id, began);
        }
        return before.operators().outcome() == Outcome.FAILED
                ? before.at().plus(AGAIN)
                : rhythm.next(id, before.at().plus(rhythm.every().dividedBy(2)));
    }
}
