package dev.waybill.batch;

import dev.waybill.batch.store.BatchStore;
import dev.waybill.batch.store.Bookmark;
import dev.waybill.batch.store.StoreKeys;
import java.util.Optional;

/**
 * How much of the log is covered: what has become of it stands in the store or in emitted parts. The rest is read again after
 * a restart, from the bookmark on.
 */
final class Coverage {
    private final BatchStore store;
    private final PartitionClock clock;
    private final Journal journal;
    private final Laggards laggards;
    private final Flusher flusher;
    private final Emissions emissions;

    private boolean begun;
    private long bookmark;

    Coverage(
            BatchStore store,
            PartitionClock clock,
            Journal journal,
            Laggards laggards,
            Flusher flusher,
            Emissions emissions) {
        this.store = store;
        this.clock = clock;
        this.journal = journal;
        this.laggards = laggards;
        this.flusher = flusher;
        this.emissions = emissions;
    }

    /** Takes up where the store says the partition was left; empty where nothing has been read yet. */
    Optional<Bookmark> restore() {
        byte[] stored = store.find(StoreKeys.BOOKMARK);
        if (stored == null) {
            return Optional.empty();
        }
        Bookmark found = Bookmark.decode(stored);
        begun = true;
        bookmark = found.offset();
        clock.restore(found);
        journal.restore(bookmark);
        laggards.restore();
        return Optional.of(found);
    }

    /**
     * Stores what has been decided, and the bookmark where something has moved it.
     *
     * @param moved whether rows have gone to the store or into parts
     */
    void save(boolean moved) {
        if (moved || !begun) {
            saveBookmark();
        } else if (journal.isChanged()) {
            journal.save(bookmark);
        }
    }

    /** Stores the bookmark if it is not the one that stands there. */
    void saveIfBehind() {
        if (journal.isChanged() || clock.hasRead() && flusher.bookmarkOffset() != bookmark) {
            saveBookmark();
        }
    }

    void saveBookmark() {
        bookmark = flusher.bookmarkOffset();
        begun = true;
        long clockThere = flusher.bookmarkMillis();
        store.put(StoreKeys.BOOKMARK, clock.bookmark(bookmark, clockThere).encode());
        journal.save(bookmark);
        laggards.forget(bookmark);
        emissions.forgetDone(clockThere);
    }
}
