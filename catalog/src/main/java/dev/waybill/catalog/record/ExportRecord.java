package dev.waybill.catalog.record;

import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.reign.Ending;
import dev.waybill.catalog.reign.Reign;
import dev.waybill.catalog.reign.Reigns;
import dev.waybill.catalog.reign.Ruled;
import dev.waybill.catalog.reign.UnknownMembers;
import dev.waybill.catalog.reign.VersionReign;
import dev.waybill.spec.destination.Destination;
import dev.waybill.window.Schedule;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An export of a tenant: its versions, and when each rules. Versions that never ruled are not kept.
 *
 * @param versions by config-version; all that the reigns name, but those that were trimmed
 * @param trimmed by config-version, the destination of versions whose spec nobody needs any more
 * @param redirects by config-version, the destination that replaces the version's own for what is not delivered yet
 * @param discard which windows are not delivered any more; empty for none
 */
public record ExportRecord(
        Map<String, SpecVersion> versions,
        Map<String, Destination> trimmed,
        Reigns reigns,
        Map<String, Destination> redirects,
        Optional<Discard> discard,
        UnknownMembers unknown) {
    /** Of an export that was never there. */
    public static final ExportRecord NONE =
            new ExportRecord(Map.of(), Map.of(), Reigns.NONE, Map.of(), Optional.empty(), UnknownMembers.NONE);

    public ExportRecord {
        Set<String> named = reigns.list().stream()
                .filter(VersionReign.class::isInstance)
                .map(reign -> ((VersionReign) reign).version())
                .collect(Collectors.toSet());
        for (String version : named) {
            if (!versions.containsKey(version) && !trimmed.containsKey(version)) {
                throw new IllegalArgumentException("no spec of version " + version + ", which reigns");
            }
        }
        versions = kept(versions, named);
        Set<String> without = new HashSet<>(named);
        without.removeAll(versions.keySet());
        trimmed = kept(trimmed, without);
        redirects = kept(redirects, named);
    }

    /** The version of the last reign, which may not have begun; empty if the export has ended or was never there. */
    public Optional<SpecVersion> last() {
        return reigns.lastVersion().map(this::version);
    }

    /** The version that rules last, or did before the export ended; empty if it was never there. */
    public Optional<SpecVersion> lastThatRuled() {
        List<Reign> list = reigns.list();
        for (int i = list.size() - 1; i >= 0; i--) {
            if (list.get(i) instanceof VersionReign reign) {
                return Optional.of(version(reign.version()));
            }
        }
        return Optional.empty();
    }

    /** Where the parts of a version go that are not delivered yet; empty if no such version ever ruled. */
    public Optional<Destination> destination(String version) {
        Destination redirect = redirects.get(version);
        return redirect != null
                ? Optional.of(redirect)
                : Optional.ofNullable(versions.get(version))
                        .map(found -> found.spec().destination())
                        .or(() -> Optional.ofNullable(trimmed.get(version)));
    }

    /** Whether a version of this name ruled, or will. */
    public boolean names(String version) {
        return versions.containsKey(version) || trimmed.containsKey(version);
    }

    /** The reigns of versions whose spec is there, in order of time. */
    public List<Ruled> reignsWithSpec() {
        return reigns.ofVersions().stream()
                .filter(reign -> versions.containsKey(reign.version()))
                .toList();
    }

    /** This export without the specs of versions that nobody needs any more; their reigns and destinations stay. */
    public ExportRecord trimmed(Set<String> unneeded) {
        Map<String, SpecVersion> left = new HashMap<>(versions);
        Map<String, Destination> gone = new HashMap<>(trimmed);
        for (String version : unneeded) {
            SpecVersion removed = left.remove(version);
            if (removed != null) {
                gone.put(version, removed.spec().destination());
            }
        }
        return new ExportRecord(left, gone, reigns, redirects, discard, unknown);
    }

    /** This export after a change to another spec, see {@link Reigns#changedTo}. */
    public ExportRecord changedTo(SpecVersion version, Change change, Instant notBefore) {
        Map<String, SpecVersion> all = with(version);
        return with(all, reigns.changedTo(version.id(), change, notBefore, id -> schedule(all, id)));
    }

    /** This export after it was switched off or removed, see {@link Reigns#ended}. */
    public ExportRecord ended(Ending ending, Change change, Instant notBefore) {
        return with(versions, reigns.ended(ending, change, notBefore, id -> schedule(versions, id)));
    }

    /** This export with its first version, which begins in the past, see {@link Reigns#begunWith}. */
    public ExportRecord begunWith(SpecVersion version, Change change, Instant begin, Instant notBefore) {
        Map<String, SpecVersion> all = with(version);
        return with(all, reigns.begunWith(version.id(), change, begin, notBefore, id -> schedule(all, id)));
    }

    /** This export with other destinations for versions that ruled before. */
    public ExportRecord redirected(Map<String, Destination> others) {
        Map<String, Destination> all = new HashMap<>(redirects);
        all.putAll(others);
        return new ExportRecord(versions, trimmed, reigns, all, discard, unknown);
    }

    /** What {@link #discarding} would drop: windows that start before the last reign; empty where there is no other reign. */
    public Optional<Instant> discardable() {
        List<Reign> list = reigns.list();
        return list.size() < 2
                ? Optional.empty()
                : Optional.of(list.get(list.size() - 1).from());
    }

    /** This export without what is not delivered yet of all reigns but the last. */
    public ExportRecord discarding(Change change) {
        return discardable()
                .filter(before ->
                        discard.filter(now -> !now.before().isBefore(before)).isEmpty())
                .map(before -> new ExportRecord(
                        versions, trimmed, reigns, redirects, Optional.of(new Discard(before, change)), unknown))
                .orElse(this);
    }

    private ExportRecord with(Map<String, SpecVersion> all, Reigns others) {
        return new ExportRecord(all, trimmed, others, redirects, discard, unknown);
    }

    private Map<String, SpecVersion> with(SpecVersion version) {
        Map<String, SpecVersion> all = new HashMap<>(versions);
        all.putIfAbsent(version.id(), version);
        return all;
    }

    /**
     * The version of this name.
     *
     * @throws IllegalStateException if no reign names it, or it was trimmed
     */
    public SpecVersion version(String id) {
        SpecVersion version = versions.get(id);
        if (version == null) {
            throw new IllegalStateException("no spec of version " + id);
        }
        return version;
    }

    private static Schedule schedule(Map<String, SpecVersion> versions, String id) {
        SpecVersion version = versions.get(id);
        if (version == null) {
            throw new IllegalStateException("no spec of version " + id);
        }
        return Schedule.of(version.spec().schedule());
    }

    private static <V> Map<String, V> kept(Map<String, V> byVersion, Set<String> named) {
        if (byVersion.isEmpty()) {
            return Map.of();
        }
        Map<String, V> kept = new TreeMap<>(byVersion);
        kept.keySet().retainAll(named);
        return Collections.unmodifiableMap(kept);
    }
}
