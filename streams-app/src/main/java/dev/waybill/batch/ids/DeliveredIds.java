package dev.waybill.batch.ids;

import dev.waybill.batch.rows.RowCursor;
import dev.waybill.batch.store.BatchStore;
import dev.waybill.batch.store.ExportWindow;
import dev.waybill.batch.store.IdsDue;
import dev.waybill.batch.store.StoreKeys;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which events of a window have been delivered, so that a copy that arrives in a later run or after closing is
 * left out. All of it stands in the store; memory holds the index used last.
 *
 * <p>Which windows are forgotten is decided by the log alone, whenever their parts are emitted: each time a batch closes, in the
 * order of due times, its rows are counted, {@link #BYTES_PER_ROW} each, and {@link #BYTES_PER_WINDOW} for a window that has
 * any; while all windows take more than the settings allow, the window that was due first is forgotten, if its lateness
 * has passed on the clock since then. What a batch looks up is fixed when it begins, so ids of a forgotten window stay until
 * such batches have been emitted.
 */
public final class DeliveredIds {
    /** What an id takes in the store, about. */
    static final int BYTES_PER_ROW = 20;
    /** What a window takes besides in the store, about. */
    static final int BYTES_PER_WINDOW = 500;

    private final BatchStore store;
    private final StoreKeys keys;
    private final long rememberedBytes;
    private final Predicate<ExportWindow> needed;

    /** The window forgotten last; all that come before it are forgotten too. */
    private @Nullable IdsDue forgottenThrough;
    /** Rows of batches that were due by this time on the clock, milliseconds, have been counted. */
    private long countedThrough = Long.MIN_VALUE;

    private long bytes;
    /** How many windows have been forgotten but not deleted. */
    private int forgottenButNeeded;
    /** The window that is forgotten next, where that has been looked up. */
    private @Nullable IdsDue next;
    /** The index used last; what stands in it stands in the store. */
    private @Nullable IdIndex last;

    /**
     * Remembers nothing yet.
     *
     * @param rememberedBytes beyond its lateness a window's ids are remembered while all take no more than this
     * @param needed whether something of a window is still to be emitted with its delivered ids looked up
     */
    public DeliveredIds(BatchStore store, StoreKeys keys, long rememberedBytes, Predicate<ExportWindow> needed) {
        this.store = store;
        this.keys = keys;
        this.rememberedBytes = rememberedBytes;
        this.needed = needed;
    }

    /** Reads back from the store what is held in memory. */
    public void restore() {
        byte[] forgotten = store.find(StoreKeys.FORGOTTEN);
        if (forgotten != null) {
            forgottenThrough = StoreKeys.readIdsDue(forgotten, 0);
        }
        byte[] counted = store.find(StoreKeys.COUNTED);
        if (counted != null) {
            countedThrough = ByteBuffer.wrap(counted).getLong();
        }
        store.scan(StoreKeys.ID_INDEXES, (key, value) -> {
            IdIndex index = IdIndex.decode(StoreKeys.readIdIndex(key), value);
            if (isForgotten(index)) {
                forgottenButNeeded++;
            } else {
                bytes += bytes(index);
            }
        });
    }

    /** Looks events of this window up, of one run from first to last. */
    public Lookup lookup(ExportWindow window) {
        return new Lookup(find(window));
    }

    /** A look-up by which nothing has been delivered. */
    public Lookup lookupNothing() {
        return new Lookup(null);
    }

    private @Nullable IdIndex find(ExportWindow window) {
        IdIndex known = last;
        if (known != null && known.window().equals(window)) {
            return known;
        }
        byte[] stored = store.find(keys.idIndex(window.export(), window.window()));
        if (stored == null) {
            return null;
        }
        IdIndex index = IdIndex.decode(window, stored);
        last = index;
        return index;
    }

    /**
     * Keeps the ids of a part that is being emitted. The window is due at {@code dueMillis} on the clock.
     *
     * @param latenessMillis for how long after that they are surely remembered
     */
    public void remember(ExportWindow window, long dueMillis, long latenessMillis, List<IdChunk> chunks) {
        IdIndex index = findOrBegin(window, dueMillis, latenessMillis);
        for (IdChunk chunk : chunks) {
            int number = index.add(chunk.firstTime(), chunk.lastTime());
            store.put(keys.ids(window.export(), window.window(), number), chunk.encode());
        }
        put(index);
    }

    private void put(IdIndex index) {
        store.put(keys.idIndex(index.window().export(), index.window().window()), index.encode());
    }

    private IdIndex findOrBegin(ExportWindow window, long dueMillis, long latenessMillis) {
        IdIndex found = find(window);
        if (found != null) {
            return found;
        }
        IdIndex index = new IdIndex(window, dueMillis, latenessMillis);
        last = index;
        IdsDue due = due(index);
        if (isForgotten(due)) {
            forgottenButNeeded++;
        } else {
            store.put(
                    due.key(),
                    ByteBuffer.allocate(Long.BYTES).putLong(latenessMillis).array());
            if (next != null && due.compareTo(next) < 0) {
                next = due;
            }
        }
        return index;
    }

    private IdsDue due(IdIndex index) {
        return new IdsDue(
                index.window(),
                index.dueMillis(),
                index.latenessMillis(),
                keys.idsDue(index.window(), index.dueMillis()));
    }

    private boolean isForgotten(IdIndex index) {
        return isForgotten(due(index));
    }

    private boolean isForgotten(IdsDue due) {
        return forgottenThrough != null && due.compareTo(forgottenThrough) <= 0;
    }

    /** Whether the log has come to where what was delivered of this window is forgotten. */
    public boolean isForgotten(ExportWindow window, long dueMillis) {
        if (forgottenThrough == null) {
            return false;
        }
        IdIndex index = find(window);
        return isForgotten(index == null ? new IdIndex(window, dueMillis, 0) : index);
    }

    /** Whether the rows of what is due at this time have been counted: those of what is read again have. */
    public boolean isCounted(long dueMillis) {
        return dueMillis <= countedThrough;
    }

    /**
     * A batch has closed: counts its rows, and forgets the oldest windows where there are too many.
     *
     * @param windowDueMillis when its window is due
     * @param latenessMillis for how long after that the window's ids are surely remembered
     * @param batchDueMillis when the batch was due
     */
    public void closed(ExportWindow window, long windowDueMillis, long latenessMillis, long rows, long batchDueMillis) {
        if (rows > 0) {
            count(rows, findOrBegin(window, windowDueMillis, latenessMillis));
        }
        while (bytes > rememberedBytes) {
            IdsDue oldest = oldest();
            if (oldest == null || batchDueMillis - oldest.dueMillis() < oldest.latenessMillis()) {
                return;
            }
            forget(oldest);
        }
    }

    /** All batches that were due by this time have been counted. */
    public void countedThrough(long dueMillis) {
        countedThrough = dueMillis;
        store.put(
                StoreKeys.COUNTED,
                ByteBuffer.allocate(Long.BYTES).putLong(dueMillis).array());
    }

    private void count(long rows, IdIndex index) {
        if (!isForgotten(index)) {
            bytes -= bytes(index);
            index.addRows(rows);
            bytes += bytes(index);
        }
        put(index);
    }

    private static long bytes(IdIndex index) {
        return index.rows() == 0 ? 0 : BYTES_PER_WINDOW + index.rows() * BYTES_PER_ROW;
    }

    private @Nullable IdsDue oldest() {
        if (next == null) {
            byte[] from = forgottenThrough == null ? StoreKeys.IDS_DUE : forgottenThrough.key();
            store.scanRange(from, StoreKeys.AFTER_IDS_DUE, (key, value) -> {
                next = StoreKeys.readIdsDue(key, ByteBuffer.wrap(value).getLong());
                return false;
            });
        }
        return next;
    }

    private void forget(IdsDue oldest) {
        next = null;
        forgottenThrough = oldest;
        forgottenButNeeded++;
        store.put(StoreKeys.FORGOTTEN, oldest.key());
        store.delete(oldest.key());
        IdIndex index = find(oldest.window());
        if (index == null) {
            throw new IllegalStateException("the ids of " + oldest.window() + " are missing from the store");
        }
        bytes -= bytes(index);
        deleteIfForgotten(oldest.window());
    }

    /** Deletes the ids of the window if it is forgotten and nobody looks them up any more. */
    public void deleteIfForgotten(ExportWindow window) {
        if (forgottenButNeeded == 0) {
            return;
        }
        IdIndex index = find(window);
        if (index == null || !isForgotten(index) || needed.test(window)) {
            return;
        }
        forgottenButNeeded--;
        last = null;
        for (int chunk = 0; chunk < index.chunks().size(); chunk++) {
            store.delete(keys.ids(window.export(), window.window(), chunk));
        }
        store.delete(keys.idIndex(window.export(), window.window()));
    }

    /** Looks ids up in ascending order of event time; holds only the chunks whose times the current one falls into. */
    public final class Lookup {
        private final @Nullable IdIndex index;
        private final ArrayDeque<IdChunk> loaded = new ArrayDeque<>();
        private final PriorityQueue<IdIndex.Chunk> ahead = new PriorityQueue<>();

        private Lookup(@Nullable IdIndex index) {
            this.index = index;
            if (index != null) {
                ahead.addAll(index.chunks());
            }
        }

        /** Whether the event has been delivered; times must not go backwards from one call to the next. */
        public boolean contains(RowCursor row) {
            if (index == null) {
                return false;
            }
            for (IdIndex.Chunk next = ahead.peek();
                    next != null && next.firstTime() <= row.time();
                    next = ahead.peek()) {
                ahead.remove();
                if (next.lastTime() >= row.time()) {
                    loaded.add(load(index.window(), next.number()));
                }
            }
            loaded.removeIf(chunk -> chunk.lastTime() < row.time());
            for (IdChunk chunk : loaded) {
                if (chunk.contains(row)) {
                    return true;
                }
            }
            return false;
        }

        private IdChunk load(ExportWindow window, int number) {
            byte[] stored = store.find(keys.ids(window.export(), window.window(), number));
            if (stored == null) {
                throw new IllegalStateException("ids " + number + " of " + window + " are missing from the store");
            }
            return IdChunk.decode(stored);
        }
    }
}
