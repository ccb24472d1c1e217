package dev.waybill.batch;

import dev.waybill.batch.store.BatchStore;
import dev.waybill.batch.store.StoreKeys;
import dev.waybill.contract.ExportId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The exports that lag behind the others of the source partition: they are held back, or were and have not caught up. Their
 * events wait in the source log. Where reading it again for them must begin is stored, and with it what had been decided of
 * their records by then, as the journal knew it: that is not decided again.
 *
 * <p>An export is held back alone, and reads the source again with all others that may: those that have come equally far are
 * one group. It joins those that lag behind no more when it has caught up, and is forgotten here when no restart reads again
 * what it took before.
 *
 * <p>Who is held back is known in memory only: after a restart all may try again.
 */
final class Laggards {
    /** {@link #takesFrom} of an export that takes nothing with the others. */
    static final long NEVER = Long.MAX_VALUE;

    private final BatchStore store;
    private final StoreKeys keys;

    private final List<LaggardGroup> groups = new ArrayList<>();
    private final Set<ExportId> heldBack = new HashSet<>();
    /** Those that read the source again now: whoever may when a reading begins, less who is held back meanwhile. */
    private final Set<ExportId> reading = new HashSet<>();
    /** What had been decided of their records before, by the number of the pages. */
    private final Map<Long, DecidedRecords> decided = new HashMap<>();

    private long again;

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
        beginReading();
    }

    /**
     * The export, which takes its events with the others, is held back from a record on. What it has taken before must stand in
     * the store.
     *
     * @param offset of the record
     * @param clockMillis the clock before it
     * @param pages what {@link #keepJournal} answered, or {@link LaggardGroup#NO_PAGES} where nothing has been decided of the
     *     record or those after it
     */
    void holdBack(ExportId export, long offset, long clockMillis, long pages) {
        heldBack.add(export);
        groupOf(export).ifPresent(joined -> remove(export, joined));
        groups.add(new LaggardGroup(new TreeSet<>(Set.of(export)), offset, clockMillis, pages, false));
        save();
    }

    /** The export, which reads the source again, is held back from this record on. What it has taken must stand in the store. */
    void holdBackAgain(ExportId export, long offset) {
        LaggardGroup group = groupOf(export).orElseThrow();
        heldBack.add(export);
        reading.remove(export);
        remove(export, group);
        groups.add(group.only(export).at(offset, group.arrivalMillis()));
        save();
    }

    /** These are not held back any more: they read the source again when the others that do have caught up. */
    void release(Collection<ExportId> exports) {
        heldBack.removeAll(exports);
        if (reading.isEmpty()) {
            beginReading();
        }
    }

    private void remove(ExportId export, LaggardGroup group) {
        groups.remove(group);
        LaggardGroup rest = group.without(export);
        if (!rest.exports().isEmpty()) {
            groups.add(rest);
        }
    }

    /** Keeps the journal as it is now, and answers under which number. */
    long keepJournal() {
        List<byte[]> pages = new ArrayList<>();
        store.scan(StoreKeys.JOURNAL, (key, page) -> pages.add(page));
        if (pages.isEmpty()) {
            return LaggardGroup.NO_PAGES;
        }
        long number = groups.stream().mapToLong(LaggardGroup::pages).max().orElse(LaggardGroup.NO_PAGES) + 1;
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
        return groups.stream().filter(group -> group.exports().contains(export)).findFirst();
    }

    /** From which offset those read the source again that may; empty where nobody has to. */
    OptionalLong behindFrom() {
        return groups.stream()
                .filter(this::isReading)
                .mapToLong(LaggardGroup::position)
                .min();
    }

    /** When the record arrived that has waited longest for an export that lags behind, milliseconds; empty where none does. */
    Optional<Long> oldestArrivalMillis() {
        return groups.stream()
                .filter(group -> !group.joined())
                .map(LaggardGroup::arrivalMillis)
                .min(Comparator.naturalOrder());
    }

    /** When the last record arrived that the export has taken, milliseconds; empty where it does not lag behind. */
    Optional<Long> arrivalMillis(ExportId export) {
        return groupOf(export).filter(group -> !group.joined()).map(LaggardGroup::arrivalMillis);
    }

    private boolean isReading(LaggardGroup group) {
        return !group.joined() && reading.contains(group.exports().first());
    }

    /** All that lag behind and are not held back read the source again from now on. */
    void beginReading() {
        decided.clear();
        reading.clear();
        for (LaggardGroup group : groups) {
            if (!group.joined() && !heldBack.contains(group.exports().first())) {
                reading.addAll(group.exports());
                decided.computeIfAbsent(group.pages(), this::keptPages);
            }
        }
    }

    private DecidedRecords keptPages(long number) {
        DecidedRecords kept = new DecidedRecords();
        store.scan(keys.keptPages(number), (key, page) -> kept.add(page));
        return kept;
    }

    /** Turns to the record at this offset, which is read again. */
    void read(long offset) {
        again = offset;
        decided.values().forEach(known -> known.read(offset));
    }

    /** Whether the record that is read again got a ticket before, for nobody could take it. */
    boolean isRefused() {
        return decided.values().stream().anyMatch(DecidedRecords::isRefused);
    }

    /** Whether the record is read again for this export, which has neither its row nor a ticket for it. */
    boolean wants(ExportId export) {
        return reading.contains(export)
                && groupOf(export)
                        .filter(group -> group.position() <= again && !isSettled(export, group.pages()))
                        .isPresent();
    }

    private boolean isSettled(ExportId export, long pages) {
        DecidedRecords known = decided.get(pages);
        return known != null && known.settled().contains(export);
    }

    /** All records before this offset have been read again, and what was made of them stands in the store. */
    void moveOn(long position, long arrivalMillis) {
        for (int i = 0; i < groups.size(); i++) {
            LaggardGroup group = groups.get(i);
            if (isReading(group) && position > group.position()) {
                LaggardGroup moved = group.at(position, Math.max(arrivalMillis, group.arrivalMillis()));
                groups.set(i, moved);
                store.put(keys.laggardPosition(i), moved.encodePosition());
            }
        }
        mergeEqual();
    }

    /** Those that read have caught up: from this offset on they take their events with the others. Answers who. */
    Set<ExportId> join(long offset) {
        Set<ExportId> joined = new TreeSet<>(reading);
        groups.replaceAll(group -> isReading(group) ? group.join(offset) : group);
        if (!mergeEqual()) {
            save();
        }
        beginReading();
        return joined;
    }

    private boolean mergeEqual() {
        boolean merged = false;
        for (int i = groups.size() - 1; i > 0; i--) {
            LaggardGroup group = groups.get(i);
            for (int other = 0; other < i; other++) {
                if (groups.get(other).isAsFarAs(group) && isReading(groups.get(other)) == isReading(group)) {
                    groups.set(other, groups.get(other).and(group));
                    groups.remove(i);
                    merged = true;
                    break;
                }
            }
        }
        if (merged) {
            save();
        }
        return merged;
    }

    /** Nothing before this offset is read again after a restart. */
    void forget(long bookmark) {
        if (groups.removeIf(group -> group.joined() && group.position() <= bookmark)) {
            save();
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
