package dev.waybill.catalog.reign;

import dev.waybill.window.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All reigns of one export, in order. Immutable; a change gives new ones.
 *
 * <p>A change that is made at the broker's time A takes effect at the first edge, at or after A + lead, of the schedule
 * that rules at A + lead; of the new version's own schedule where none does. So a reign ends at an edge of its own
 * schedule, and no window's end is cut. Whatever begins only after A + lead has ruled nothing yet, and gives way.
 */
public final class Reigns {
    /** More are refused when they would be written. */
    public static final int MAX = 500;

    /** Of an export that was never there. */
    public static final Reigns NONE = new Reigns(List.of());

    private final Timeline<Reign> timeline;
    /** By index; made once, so that a look allocates nothing. */
    private final Ruling[] rulings;

    private Reigns(List<Reign> reigns) {
        this.timeline = Timeline.of(reigns);
        this.rulings = new Ruling[reigns.size()];
        for (int i = 0; i < rulings.length; i++) {
            Optional<Instant> until =
                    i + 1 < rulings.length ? Optional.of(reigns.get(i + 1).from()) : Optional.empty();
            rulings[i] = ruling(reigns.get(i), until);
        }
    }

    /** @throws IllegalArgumentException if the instants do not ascend, or nobody ruled before the first vacancy */
    public static Reigns of(List<Reign> reigns) {
        if (!reigns.isEmpty() && reigns.get(0) instanceof Vacancy) {
            throw new IllegalArgumentException("the first reign must be a version's");
        }
        return reigns.isEmpty() ? NONE : new Reigns(reigns);
    }

    /** In order of time. */
    public List<Reign> list() {
        return timeline.entries();
    }

    public boolean isEmpty() {
        return rulings.length == 0;
    }

    /** The reigns of versions, in order of time. */
    public List<Ruled> ofVersions() {
        return Stream.of(rulings)
                .flatMap(ruling -> ruling instanceof Ruled ruled ? Stream.of(ruled) : Stream.empty())
                .toList();
    }

    /** The last one, which may not have begun; empty if there is none. */
    public Optional<Reign> last() {
        return isEmpty() ? Optional.empty() : Optional.of(list().get(rulings.length - 1));
    }

    /** The version that rules last, which may not have begun; empty if nobody does. */
    public Optional<String> lastVersion() {
        return last().filter(VersionReign.class::isInstance).map(reign -> ((VersionReign) reign).version());
    }

    /** When the last reign begins that no other goes before: the export was new then, or had come back. */
    public Optional<Instant> lastBegun() {
        List<Reign> reigns = list();
        for (int i = rulings.length - 1; i >= 0; i--) {
            if (reigns.get(i) instanceof VersionReign reign && (i == 0 || reigns.get(i - 1) instanceof Vacancy)) {
                return Optional.of(reign.from());
            }
        }
        return Optional.empty();
    }

    /**
     * What rules at a time of event time.
     *
     * @param epochMicros microseconds since the epoch
     */
    public Ruling at(long epochMicros) {
        int index = timeline.indexAt(epochMicros);
        return index < 0 ? Unruled.BEFORE_FIRST : rulings[index];
    }

    /**
     * These reigns after a change to a version.
     *
     * @param version the config-version that is to rule
     * @param schedules of versions, by config-version; of this one too
     * @param notBefore A + lead
     */
    public Reigns changedTo(String version, Change change, Instant notBefore, Function<String, Schedule> schedules) {
        List<Reign> begun = begunAt(notBefore);
        Instant from = ruling(begun)
                .map(schedules)
                .orElseGet(() -> schedules.apply(version))
                .edgeAtOrAfter(notBefore);
        return followedBy(begun, new VersionReign(from, version, change));
    }

    /**
     * These reigns after the export was switched off or removed.
     *
     * @param schedules of versions, by config-version
     * @param notBefore A + lead
     */
    public Reigns ended(Ending ending, Change change, Instant notBefore, Function<String, Schedule> schedules) {
        List<Reign> begun = begunAt(notBefore);
        if (begun.isEmpty()) {
            return NONE;
        }
        Instant from = ruling(begun)
                .map(schedules)
                .map(schedule -> schedule.edgeAtOrAfter(notBefore))
                .orElse(notBefore);
        return followedBy(begun, new Vacancy(from, ending, change));
    }

    /**
     * The reigns of a first version that begins in the past, at the last edge of its schedule at or before an instant, so
     * that the window that holds the instant is whole. Only for exports of which nothing can have been passed over.
     *
     * @throws IllegalStateException if a version has ruled before A + lead already
     */
    public Reigns begunWith(
            String version, Change change, Instant begin, Instant notBefore, Function<String, Schedule> schedules) {
        if (!begunAt(notBefore).isEmpty()) {
            throw new IllegalStateException("only the first version of an export may begin in the past");
        }
        Instant from = schedules.apply(version).edgeAtOrBefore(begin);
        return new Reigns(List.of(new VersionReign(from, version, change)));
    }

    /** Those that rule at or before {@code notBefore}: readers may have decided by them already. */
    private List<Reign> begunAt(Instant notBefore) {
        return timeline.before(notBefore.plusNanos(1000));
    }

    private static Optional<String> ruling(List<Reign> begun) {
        return begun.isEmpty() || !(begun.get(begun.size() - 1) instanceof VersionReign reign)
                ? Optional.empty()
                : Optional.of(reign.version());
    }

    /** What begins at the successor's instant never rules; a successor that changes nothing is left out. */
    private static Reigns followedBy(List<Reign> begun, Reign successor) {
        List<Reign> reigns = new ArrayList<>(begun);
        while (!reigns.isEmpty() && !reigns.get(reigns.size() - 1).from().isBefore(successor.from())) {
            reigns.remove(reigns.size() - 1);
        }
        if (reigns.isEmpty()
                ? successor instanceof VersionReign
                : !continues(reigns.get(reigns.size() - 1), successor)) {
            reigns.add(successor);
        }
        return of(reigns);
    }

    private static boolean continues(Reign last, Reign successor) {
        return last instanceof VersionReign before && successor instanceof VersionReign after
                ? before.version().equals(after.version())
                : last instanceof Vacancy vacant
                        && successor instanceof Vacancy next
                        && vacant.ending() == next.ending();
    }

    private static Ruling ruling(Reign reign, Optional<Instant> until) {
        return reign instanceof VersionReign version
                ? new Ruled(version.version(), version.from(), until)
                : ((Vacancy) reign).ending().unruled();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reigns reigns && timeline.equals(reigns.timeline);
    }

    @Override
    public int hashCode() {
        return timeline.hashCode();
    }

    @Override
    public String toString() {
        return timeline.toString();
    }
}
