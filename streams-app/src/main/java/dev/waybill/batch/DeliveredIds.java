package dev.waybill.batch;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which events of a window have been delivered, so that a copy that arrives in a later run or after closing is
 * left out. Held in the store; memory holds one index per window.
 *
 * <p>Which windows are forgotten is decided by the log alone, whenever their parts are emitted: each time a batch closes, in the
 * order of due times, its rows are counted, {@link #BYTES_PER_ROW} each, and {@link #BYTES_PER_WINDOW} for a window that has
 * any; while all windows take more than the settings allow, the window that was due first is forgotten, if {@code lateness}
 * has passed on the clock since then. What a batch looks up is fixed when it begins, so ids of a forgotten window stay until
 * such batches have been emitted.
 */
final class DeliveredIds {
    /** What an id takes in the store, about. */
    static final int BYTES_PER_ROW = 20;
    /** What a window takes besides, in the store and its index in memory, about. */
    static final int BYTES_PER_WINDOW = 500;

    private final BatchStore store;
    private final StoreKeys keys;
    private final BatchSettings settings;
    private final Map<ExportWindow, IdIndex> indexes = new HashMap<>();
    private final PriorityQueue<IdIndex> oldestFirst = new PriorityQueue<>();
    /** Forgotten, but not deleted yet. */
    private final Set<IdIndex> forgotten = new HashSet<>();
    /** The window forgotten last; all that order before it are forgotten too. */
    private @Nullable IdIndex lastForgotten;

    private long bytes;

    DeliveredIds(BatchStore store, StoreKeys keys, BatchSettings settings) {
        this.store = store;
        this.keys = keys;
        this.settings = settings;
    }

    /** Reads the indexes back from the store. */
    void restore() {
        byte[] last = store.find(StoreKeys.FORGOTTEN);
        if (last != null) {
            lastForgotten = StoreKeys.readForgotten(last);
        }
        store.scan(StoreKeys.ID_INDEXES, (key, value) -> {
            IdIndex index = IdIndex.decode(StoreKeys.readIdIndex(key), value);
            add(index);
            bytes += isForgotten(index) ? 0 : bytes(index);
        });
    }

    /** Answers in what order of time, one batch after the other, whether an event has been delivered. */
    Lookup lookup(ExportWindow window) {
        return new Lookup(indexes.get(window));
    }

    /** Keeps the ids of a part that is being emitted. The window is due at {@code dueMillis} on the clock. */
    void remember(ExportWindow window, long dueMillis, List<IdChunk> chunks) {
        IdIndex index = index(window, dueMillis);
        for (IdChunk chunk : chunks) {
            byte[] stored = chunk.encode();
            int number = index.add(chunk.firstTime(), chunk.lastTime(), stored.length);
            store.put(keys.ids(window.export(), window.window(), number), stored);
        }
        store.put(keys.idIndex(window.export(), window.window()), index.encode());
    }

    private IdIndex index(ExportWindow window, long dueMillis) {
        IdIndex index = indexes.get(window);
        if (index == null) {
            index = new IdIndex(window, dueMillis);
            add(index);
        }
        return index;
    }

    private void add(IdIndex index) {
        indexes.put(index.window(), index);
        if (isForgotten(index)) {
            forgotten.add(index);
        } else {
            oldestFirst.add(index);
        }
    }

    /** Whether the log has come to where what was delivered of this window is forgotten. */
    boolean isForgotten(ExportWindow window, long dueMillis) {
        IdIndex index = indexes.get(window);
        return isForgotten(index == null ? new IdIndex(window, dueMillis) : index);
    }

    /** Whether rows of the window, which has no batch that takes events on time, are known to have been delivered. */
    boolean hasClosed(ExportWindow window) {
        return indexes.containsKey(window);
    }

    private boolean isForgotten(IdIndex index) {
        return lastForgotten != null && index.compareTo(lastForgotten) <= 0;
    }

    /** The batch has closed: counts its rows, and forgets the oldest windows where there are too many. */
    void closed(Batch batch) {
        if (batch.rows() > 0) {
            count(batch.rows(), index(batch.window(), batch.windowDueMillis()));
        }
        IdIndex oldest = oldestFirst.peek();
        while (oldest != null
                && bytes > settings.rememberedIdBytes()
                && batch.dueMillis() - oldest.dueMillis() >= settings.lateness().toMillis()) {
            oldestFirst.remove();
            forgotten.add(oldest);
            bytes -= bytes(oldest);
            lastForgotten = oldest;
            store.put(StoreKeys.FORGOTTEN, keys.forgotten(oldest));
            oldest = oldestFirst.peek();
        }
    }

    private void count(long rows, IdIndex index) {
        if (!isForgotten(index)) {
            bytes -= bytes(index);
            index.addRows(rows);
            bytes += bytes(index);
            store.put(keys.idIndex(index.window().export(), index.window().window()), index.encode());
        }
    }

    private static long bytes(IdIndex index) {
        return index.rows() == 0 ? 0 : BYTES_PER_WINDOW + index.rows() * BYTES_PER_ROW;
    }

    /** Deletes the ids of forgotten windows that nobody looks up any more. */
    void deleteForgotten(Predicate<ExportWindow> needed) {
        forgotten.removeIf(index -> {
            ExportWindow window = index.window();
            if (needed.test(window)) {
                return false;
            }
            indexes.remove(window);
            for (int chunk = 0; chunk < index.chunks().size(); chunk++) {
                store.delete(keys.ids(window.export(), window.window(), chunk));
            }
            store.delete(keys.idIndex(window.export(), window.window()));
            return true;
        });
    }

    /** Answers that nothing has been delivered. */
    Lookup lookupNothing() {
        return new Lookup(null);
    }

    /** Looks ids up in ascending order of event time; holds only the chunks whose times the current one falls into. */
    final class Lookup {
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
        boolean contains(RowCursor row) {
            if (index == null) {
                return false;
            }
            for (IdIndex.Chunk next = ahead.peek(); next != null && next.firstTime() <= row.time; next = ahead.peek()) {
                ahead.remove();
                if (next.lastTime() >= row.time) {
                    loaded.add(load(index.window(), next.number()));
                }
            }
            loaded.removeIf(chunk -> chunk.lastTime() < row.time);
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
