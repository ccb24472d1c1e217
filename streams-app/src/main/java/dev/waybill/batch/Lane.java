package dev.waybill.batch;

import dev.waybill.contract.ExportId;
import dev.waybill.window.Window;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The batches of one export in one source partition. */
public final class Lane {
    private final ExportId export;
    /** Of each window the one on time and those that are late, few; an import of history has many windows at a time. */
    private final Map<Window, List<Batch>> batches = new HashMap<>();
    /** How many of them were begun under each version. */
    private final Map<String, Integer> versions = new HashMap<>(2);
    /** The version all of them were begun under; null where there are none or several. */
    private @Nullable String onlyVersion;
    /** The batch used last, if it is on time. */
    private @Nullable Batch last;

    Lane(ExportId export) {
        this.export = export;
    }

    /** The export whose batches these are. */
    public ExportId export() {
        return export;
    }

    /** Whether no batch here was begun under another version of the spec. */
    boolean hasOnly(String configVersion) {
        return configVersion.equals(onlyVersion) || versions.isEmpty();
    }

    /**
     * Of the batches that an event of this time belongs to at this clock, whatever their version, the one begun first.
     * While the source is re-read there are batches that were begun later than at this record; they do not count, so that
     * the event finds the same batch again, whichever version is the current one by now.
     *
     * @param occurredAtMicros event time, microseconds since the epoch
     */
    Optional<Batch> firstBegun(long occurredAtMicros, long clockMillis, long offset) {
        Instant occurredAt = Instant.EPOCH.plus(occurredAtMicros, ChronoUnit.MICROS);
        return all().filter(batch -> batch.begunAt() <= offset
                        && batch.takesAt(clockMillis)
                        && batch.key().window().contains(occurredAt))
                .min(Comparator.comparingLong(Batch::begunAt));
    }

    /** The batch of on-time events of this very window object, if it was the last one asked for and is not yet due. */
    @Nullable
    Batch lastIfOnTime(Window window, long clockMillis) {
        Batch batch = last;
        return batch != null && batch.key().window().equals(window) && clockMillis < batch.dueMillis() ? batch : null;
    }

    @Nullable
    Batch find(BatchKey key) {
        for (Batch batch : of(key.window())) {
            if (batch.key().lateHour() == key.lateHour()) {
                last = key.isLate() ? last : batch;
                return batch;
            }
        }
        return null;
    }

    /** Adds a batch; whether it is the first of its version here. */
    boolean add(Batch batch) {
        batches.computeIfAbsent(batch.key().window(), window -> new ArrayList<>(1))
                .add(batch);
        boolean first = versions.merge(batch.configVersion(), 1, Integer::sum) == 1;
        findOnlyVersion();
        return first;
    }

    /** Whether a batch of the same window that arrived earlier is still to be emitted. */
    boolean hasUnfinishedBefore(Batch late) {
        if (!late.key().isLate()) {
            return false;
        }
        return of(late.key().window()).stream()
                .anyMatch(batch ->
                        !batch.done && batch.key().lateHour() < late.key().lateHour());
    }

    /** Whether a batch of the window that looks up what was delivered is still to be emitted. */
    boolean needsIds(Window window) {
        return of(window).stream().anyMatch(batch -> !batch.done && batch.looksUpIds);
    }

    /** Removes a batch; whether it was the last of its version here. */
    boolean remove(Batch batch) {
        Window window = batch.key().window();
        of(window).remove(batch);
        if (of(window).isEmpty()) {
            batches.remove(window);
        }
        versions.computeIfPresent(batch.configVersion(), (version, uses) -> uses == 1 ? null : uses - 1);
        findOnlyVersion();
        if (last == batch) {
            last = null;
        }
        return !versions.containsKey(batch.configVersion());
    }

    private void findOnlyVersion() {
        onlyVersion = versions.size() == 1 ? versions.keySet().iterator().next() : null;
    }

    private List<Batch> of(Window window) {
        return batches.getOrDefault(window, List.of());
    }

    private Stream<Batch> all() {
        return batches.values().stream().flatMap(List::stream);
    }

    int incompleteBatches() {
        return (int) all().filter(batch -> !batch.done).count();
    }

    List<Batch> batches() {
        return all().toList();
    }

    /** The export's id. */
    @Override
    public String toString() {
        return export.toString();
    }
}
