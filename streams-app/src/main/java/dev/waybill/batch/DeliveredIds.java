package dev.waybill.batch;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which events of a window have been delivered, so that a copy that arrives in a later run or after closing is
 * left out. Held in the store; memory holds one index per window.
 *
 * <p>An id is forgotten when {@code lateness} has passed since its window closed and the partition's memory for ids is
 * full; the windows that closed first are forgotten first. Both are functions of the log.
 */
final class DeliveredIds {
    private final BatchStore store;
    private final StoreKeys keys;
    private final BatchSettings settings;
    private final Map<ExportWindow, IdIndex> indexes = new HashMap<>();
    private final PriorityQueue<IdIndex> oldestFirst = new PriorityQueue<>();
    private long bytes;

    DeliveredIds(BatchStore store, StoreKeys keys, BatchSettings settings) {
        this.store = store;
        this.keys = keys;
        this.settings = settings;
    }

    /** Reads the indexes back from the store. */
    void restore() {
        store.scan(StoreKeys.ID_INDEXES, (key, value) -> {
            IdIndex index = IdIndex.decode(StoreKeys.readIdIndex(key), value);
            indexes.put(index.window(), index);
            oldestFirst.add(index);
            bytes += index.bytes();
        });
    }

    /** Answers in what order of time, one batch after the other, whether an event has been delivered. */
    Lookup lookup(ExportWindow window) {
        return new Lookup(indexes.get(window));
    }

    /** Keeps the ids of a part that is being emitted. The window is due at {@code dueMillis} on the clock. */
    void remember(ExportWindow window, long dueMillis, List<IdChunk> chunks) {
        IdIndex index = indexes.get(window);
        if (index == null) {
            index = new IdIndex(window, dueMillis);
            indexes.put(window, index);
            oldestFirst.add(index);
        }
        for (IdChunk chunk : chunks) {
            byte[] stored = chunk.encode();
            int number = index.add(chunk.firstTime(), chunk.lastTime(), stored.length);
            bytes += stored.length;
            store.put(keys.ids(window.export(), window.window(), number), stored);
        }
        store.put(keys.idIndex(window.export(), window.window()), index.encode());
    }

    /** Forgets what need not be remembered at this clock. */
    void forget(long clockMillis) {
        for (IdIndex oldest = oldestFirst.peek(); oldest != null; oldest = oldestFirst.peek()) {
            boolean remembered =
                    clockMillis - oldest.dueMillis() < settings.lateness().toMillis()
                            || bytes <= settings.rememberedIdBytes();
            if (remembered) {
                return;
            }
            oldestFirst.remove();
            ExportWindow window = oldest.window();
            indexes.remove(window);
            bytes -= oldest.bytes();
            for (int chunk = 0; chunk < oldest.chunks().size(); chunk++) {
                store.delete(keys.ids(window.export(), window.window(), chunk));
            }
            store.delete(keys.idIndex(window.export(), window.window()));
        }
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
