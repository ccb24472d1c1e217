package dev.waybill.batch;

import dev.waybill.batch.store.BatchStore;
import dev.waybill.batch.store.StoreKeys;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.SpecScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The exports that lag behind the others of the source partition: they are held back, or were and have not caught up. Their
 * events wait in the source log. Where reading it again for them must begin is stored, and with it what had been decided of
 * their records by then, as the journal knew it: that is not decided again.
 *
 * <p>Few, and in few groups: an export joins the others when it has caught up, and is forgotten here when no restart reads
 * again what it took before.
 */
final class Laggards {
    /** {@link #takesFrom} of an export that takes nothing with the others. */
    static final long NEVER = Long.MAX_VALUE;

    private static final long NO_PAGES = -1;

    private final BatchStore store;
    private final StoreKeys keys;

    private List<LaggardGroup> groups = new ArrayList<>();
    private Set<SpecScope> heldBack = Set.of();
    /** Those that read the source again now, and what had been decided of their records before. */
    private @Nullable LaggardGroup current;

    private DecidedRecords decided = new DecidedRecords();

    Laggards(BatchStore store, StoreKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    /** Reads back from the store who lags behind. */
    void restore() {
        List<byte[]> stored = new ArrayList<>();
        store.scan(StoreKeys.LAGGARDS, (key, value) -> stored.add(value));
        for (int i = 0; i < stored.size(); i++) {
            byte[] position = store.find(keys.laggardPosition(i));
            if (position == null) {
                throw new IllegalStateException("it is not in the store how far exports that were held back are");
            }
            groups.add(LaggardGroup.decode(stored.get(i), position));
        }
    }

    /**
     * These are held back from now on, and nobody else. To be called once, after {@link #restore} and before anything is read.
     *
     * @param offset of the next record that is read
     * @param clockMillis the clock before it
     */
    void holdBack(Collection<SpecScope> scopes, long offset, long clockMillis) {
        heldBack = Set.copyOf(scopes);
        List<LaggardGroup> before = List.copyOf(groups);
        SortedSet<SpecScope> begin = new TreeSet<>(scopes);
        begin.removeIf(scope -> groups.stream()
                .anyMatch(group -> !group.joined() && group.scopes().contains(scope)));
        keepApart(begin);
        takeBack(offset, clockMillis);
        begin.removeIf(scope -> groups.stream().anyMatch(group -> group.scopes().contains(scope)));
        if (!begin.isEmpty()) {
            groups.add(new LaggardGroup(begin, offset, clockMillis, keepJournal(), false));
        }
        separate();
        if (!groups.equals(before)) {
            save();
        }
        choose();
    }

    /** Single exports of a tenant that lagged behind as a whole lag behind from the same place as the tenant. */
    private void keepApart(SortedSet<SpecScope> begin) {
        for (LaggardGroup group : List.copyOf(groups)) {
            SortedSet<SpecScope> apart = new TreeSet<>();
            for (SpecScope scope : begin) {
                if (groupOf(scope).isEmpty() && group.scopes().contains(SpecScope.ofTenant(scope.tenant()))) {
                    apart.add(scope);
                }
            }
            if (!apart.isEmpty()) {
                begin.removeAll(apart);
                groups.add(group.only(apart));
            }
        }
    }

    /** Who had caught up and is held back again begins where the others do, but not before where it had joined them. */
    private void takeBack(long offset, long clockMillis) {
        for (LaggardGroup group : List.copyOf(groups)) {
            SortedSet<SpecScope> back = scopes(group, true);
            if (group.joined() && !back.isEmpty()) {
                replace(group, scopes(group, false));
                groups.add(new LaggardGroup(
                        back,
                        Math.max(offset, group.position()),
                        Math.max(clockMillis, group.arrivalMillis()),
                        keepJournal(),
                        false));
            }
        }
    }

    /** Those of a group that are still held back do not move on with the others. */
    private void separate() {
        for (LaggardGroup group : List.copyOf(groups)) {
            SortedSet<SpecScope> held = scopes(group, true);
            if (!held.isEmpty() && held.size() < group.scopes().size()) {
                replace(group, scopes(group, false));
                groups.add(group.only(held));
            }
        }
    }

    private SortedSet<SpecScope> scopes(LaggardGroup group, boolean held) {
        SortedSet<SpecScope> scopes = new TreeSet<>(group.scopes());
        scopes.removeIf(scope -> isHeldBack(scope) != held);
        return scopes;
    }

    private boolean isHeldBack(SpecScope scope) {
        return heldBack.contains(scope) || heldBack.contains(SpecScope.ofTenant(scope.tenant()));
    }

    private void replace(LaggardGroup group, SortedSet<SpecScope> rest) {
        groups.remove(group);
        if (!rest.isEmpty()) {
            groups.add(group.only(rest));
        }
    }

    /** Keeps the journal as it is now, and answers under which number. */
    private long keepJournal() {
        List<byte[]> pages = new ArrayList<>();
        store.scan(StoreKeys.JOURNAL, (key, page) -> pages.add(page));
        if (pages.isEmpty()) {
            return NO_PAGES;
        }
        long number = groups.stream().mapToLong(LaggardGroup::pages).max().orElse(NO_PAGES) + 1;
        for (int i = 0; i < pages.size(); i++) {
            store.put(keys.keptPage(number, i), pages.get(i));
        }
        return number;
    }

    /** The offset from which the export takes events with the others; 0 unless it lags behind or did. */
    long takesFrom(ExportId export) {
        return groupOf(export)
                .map(group -> group.joined() ? group.position() : NEVER)
                .orElse(0L);
    }

    private Optional<LaggardGroup> groupOf(ExportId export) {
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        return groupOf(SpecScope.of(export)).or(() -> groupOf(SpecScope.ofTenant(export.tenant())));
    }

    private Optional<LaggardGroup> groupOf(SpecScope scope) {
        return groups.stream().filter(group -> group.scopes().contains(scope)).findFirst();
    }

    /** Those that read the source again now; empty where nobody has to. */
    Optional<LaggardGroup> current() {
        return Optional.ofNullable(current);
    }

    /** When the record arrived that has waited longest for an export that lags behind, milliseconds; empty where none does. */
    Optional<Long> oldestArrivalMillis() {
        return groups.stream()
                .filter(group -> !group.joined())
                .map(LaggardGroup::arrivalMillis)
                .min(Comparator.naturalOrder());
    }

    /** The one that is furthest behind, of those that are not held back any more. */
    private void choose() {
        decided = new DecidedRecords();
        current = groups.stream()
                .filter(group -> !group.joined() && !isHeldBack(group.scopes().first()))
                .min(Comparator.comparingLong(LaggardGroup::position))
                .orElse(null);
        if (current != null) {
            store.scan(keys.keptPages(current.pages()), (key, page) -> decided.add(page));
        }
    }

    /** Turns to the record at this offset, which is read again. */
    void read(long offset) {
        decided.read(offset);
    }

    /** Whether the record that is read again got a ticket before, for nobody could take it. */
    boolean isRefused() {
        return decided.isRefused();
    }

    /** Whether the record is read again for this export, which has neither its row nor a ticket for it. */
    boolean wants(ExportId export) {
        return groupOf(export).filter(group -> group.equals(current)).isPresent()
                && !decided.settled().contains(export);
    }

    /** All records before this offset have been read again, and what was made of them stands in the store. */
    void moveOn(long position, long arrivalMillis) {
        LaggardGroup group = current;
        if (group != null && position > group.position()) {
            LaggardGroup moved = group.at(position, Math.max(arrivalMillis, group.arrivalMillis()));
            int number = groups.indexOf(group);
            groups.set(number, moved);
            current = moved;
            store.put(keys.laggardPosition(number), moved.encodePosition());
        }
    }

    /** The current ones have caught up: from this offset on they take their events with the others. */
    void join(long offset) {
        LaggardGroup group = current;
        if (group != null) {
            groups.set(groups.indexOf(group), group.join(offset));
            save();
            choose();
        }
    }

    /** Nothing before this offset is read again after a restart. */
    void forget(long bookmark) {
        if (groups.isEmpty()) {
            return;
        }
        List<LaggardGroup> before = List.copyOf(groups);
        forget(bookmark, scope -> scope.export().isEmpty());
        // What is known of a single export stands against what is known of its tenant as a whole.
        forget(bookmark, scope -> groupOf(SpecScope.ofTenant(scope.tenant())).isEmpty());
        if (!groups.equals(before)) {
            save();
        }
    }

    private void forget(long bookmark, Predicate<SpecScope> mayBe) {
        for (LaggardGroup group : List.copyOf(groups)) {
            if (group.joined() && group.position() <= bookmark) {
                SortedSet<SpecScope> kept = new TreeSet<>(group.scopes());
                if (kept.removeIf(mayBe)) {
                    replace(group, kept);
                }
            }
        }
    }

    private void save() {
        int[] stored = {0};
        store.scan(StoreKeys.LAGGARDS, (key, value) -> stored[0]++);
        for (int i = groups.size(); i < stored[0]; i++) {
            store.delete(keys.laggard(i));
            store.delete(keys.laggardPosition(i));
        }
        for (int i = 0; i < groups.size(); i++) {
            store.put(keys.laggard(i), groups.get(i).encode());
            store.put(keys.laggardPosition(i), groups.get(i).encodePosition());
        }
        deleteKeptPages();
    }

    private void deleteKeptPages() {
        Set<Long> needed = new HashSet<>();
        groups.stream()
                .filter(group -> !group.joined())
                .map(LaggardGroup::pages)
                .forEach(needed::add);
        List<byte[]> unneeded = new ArrayList<>();
        store.scan(StoreKeys.KEPT_PAGES, (key, page) -> {
            if (!needed.contains(StoreKeys.readKeptPages(key))) {
                unneeded.add(key);
            }
        });
        unneeded.forEach(store::delete);
    }
}
