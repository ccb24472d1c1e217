package dev.waybill.batch;

import dev.waybill.batch.ids.DeliveredIds;
import dev.waybill.batch.store.ExportWindow;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;

/** Closes batches when they are due, whether they stand in memory or in the store only. */
final class DueBatches {
    /** How many listed batches are looked at together. */
    private static final int PAGE = 500;

    private record LaneDue(Lane lane, long millis) implements Comparable<LaneDue> {
        @Override
        public int compareTo(LaneDue other) {
            return Long.compare(millis, other.millis);
        }
    }

    private final StoredBatches stored;
    private final DeliveredIds deliveredIds;
    private final EmissionQueue emissions;
    private final BatchSettings settings;

    /** Those in memory that have not closed. */
    private final NavigableSet<Batch> open = new TreeSet<>(Lane.BY_DUE);
    /** Those that stand in the store only, by export: when the first of them closes. An entry that is out of date is passed over. */
    private final PriorityQueue<LaneDue> storedOpen = new PriorityQueue<>();

    private long nextDueMillis = Lane.NEVER;

    DueBatches(StoredBatches stored, DeliveredIds deliveredIds, EmissionQueue emissions, BatchSettings settings) {
        this.stored = stored;
        this.deliveredIds = deliveredIds;
        this.emissions = emissions;
        this.settings = settings;
    }

    /** A batch stands in memory from now on, and has not closed. */
    void add(Batch batch) {
        open.add(batch);
        nextDueMillis = Math.min(nextDueMillis, batch.dueMillis());
    }

    /** A batch does not stand in memory any more. */
    void remove(Batch batch) {
        open.remove(batch);
    }

    /** A batch stands in the store only, is listed there, and has not closed. */
    void addStored(Lane lane, long dueMillis) {
        nextStoredDue(lane, Math.min(lane.nextStoredDueMillis(), dueMillis));
        nextDueMillis = Math.min(nextDueMillis, dueMillis);
    }

    private void nextStoredDue(Lane lane, long millis) {
        if (millis != lane.nextStoredDueMillis()) {
            lane.nextStoredDueAt(millis);
            if (millis != Lane.NEVER) {
                storedOpen.add(new LaneDue(lane, millis));
            }
        }
    }

    /** When the next batch closes; {@link Lane#NEVER} where none is open. */
    long nextDueMillis() {
        return nextDueMillis;
    }

    /** When a closed batch may be emitted. */
    long turnMillis(Batch batch) {
        return turnMillis(batch.lane(), batch.dueMillis());
    }

    private long turnMillis(Lane lane, long dueMillis) {
        return dueMillis + settings.spreadOffset(lane.export()).toMillis();
    }

    /**
     * Closes what is due, in the order of due times.
     *
     * @return when the last of it was due; empty where nothing was
     */
    Optional<Long> close(long throughMillis) {
        Optional<Long> last = Optional.empty();
        while (nextDueMillis <= throughMillis) {
            last = Optional.of(nextDueMillis);
            closeAt(nextDueMillis);
        }
        return last;
    }

    private void closeAt(long dueMillis) {
        boolean counts = !deliveredIds.isCounted(dueMillis);
        boolean counted = false;
        while (!open.isEmpty() && open.first().dueMillis() <= dueMillis) {
            Batch batch = open.pollFirst();
            batch.close();
            batch.lane().update(batch);
            emissions.add(batch.lane(), turnMillis(batch));
            if (counts && batch.remembersIds()) {
                deliveredIds.closed(
                        batch.window(),
                        batch.windowDueMillis(),
                        batch.settings().lateness().toMillis(),
                        batch.rows(),
                        dueMillis);
                counted |= batch.rows() > 0;
            }
        }
        for (LaneDue due = storedOpen.peek(); due != null && due.millis() <= dueMillis; due = storedOpen.peek()) {
            storedOpen.remove();
            if (due.millis() == due.lane().nextStoredDueMillis()) {
                counted |= closeStored(due.lane(), dueMillis, counts);
            }
        }
        if (counted) {
            deliveredIds.countedThrough(dueMillis);
        }
        nextDueMillis = Math.min(
                open.isEmpty() ? Lane.NEVER : open.first().dueMillis(),
                storedOpen.isEmpty() ? Lane.NEVER : storedOpen.peek().millis());
    }

    private boolean closeStored(Lane lane, long dueMillis, boolean counts) {
        boolean counted = false;
        byte[] from = stored.placeOf(lane.export(), dueMillis);
        List<StoredBatches.Listed> page;
        do {
            page = counts ? stored.listed(lane.export(), from, dueMillis + 1, PAGE) : List.of();
            for (StoredBatches.Listed batch : page) {
                from = batch.next();
                if (batch.rows() >= 0) {
                    deliveredIds.closed(
                            new ExportWindow(lane.export(), batch.key().window()),
                            batch.windowDueMillis(),
                            batch.latenessMillis(),
                            batch.rows(),
                            dueMillis);
                    counted |= batch.rows() > 0;
                }
            }
        } while (page.size() == PAGE);
        lane.addStoredClosed();
        emissions.add(lane, turnMillis(lane, dueMillis));
        byte[] after = stored.placeOf(lane.export(), dueMillis + 1);
        nextStoredDue(
                lane,
                stored.listed(lane.export(), after, Long.MAX_VALUE, 1).stream()
                        .mapToLong(StoredBatches.Listed::dueMillis)
                        .findFirst()
                        .orElse(Lane.NEVER));
        return counted;
    }
}
