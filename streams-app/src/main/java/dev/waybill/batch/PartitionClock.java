package dev.waybill.batch;

import dev.waybill.batch.store.Bookmark;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The clock of one source partition: the highest arrival read so far, or what the partition was proven idle through. Never
 * goes backwards, and takes the same values whenever the same log is read.
 */
final class PartitionClock {
    private final List<Bookmark.IdleAdvance> idleAdvances = new ArrayList<>();
    /** Advances from before the restart that re-reading has not come to yet. */
    private final Deque<Bookmark.IdleAdvance> ahead = new ArrayDeque<>();

    private long offset = -1;
    private boolean hasRead;
    private long millis;
    private long millisBefore;

    /** Takes up where the bookmark was set. */
    void restore(Bookmark bookmark) {
        offset = bookmark.offset() - 1;
        millis = bookmark.clockMillis();
        millisBefore = millis;
        idleAdvances.addAll(bookmark.idleAdvances());
        ahead.addAll(bookmark.idleAdvances());
    }

    /** Reading begins at this offset, unless it has begun. */
    void beginAt(long next) {
        if (offset < 0) {
            offset = next - 1;
        }
    }

    /** Re-reading has come to where it was when the state was stored. */
    void replayed() {
        while (!ahead.isEmpty()) {
            millis = Math.max(millis, ahead.removeFirst().clockMillis());
        }
    }

    void read(long recordOffset, long arrivalMillis) {
        while (!ahead.isEmpty() && ahead.getFirst().afterOffset() < recordOffset) {
            millis = Math.max(millis, ahead.removeFirst().clockMillis());
        }
        hasRead = true;
        offset = recordOffset;
        millisBefore = millis;
        millis = Math.max(millis, arrivalMillis);
    }

    void advanceIdle(long provenMillis) {
        millis = Math.max(millis, provenMillis);
        if (!idleAdvances.isEmpty() && idleAdvances.get(idleAdvances.size() - 1).afterOffset() == offset) {
            idleAdvances.remove(idleAdvances.size() - 1);
        }
        idleAdvances.add(new Bookmark.IdleAdvance(offset, millis));
    }

    /** Offset of the record being processed, or processed last. */
    long offset() {
        return offset;
    }

    boolean hasRead() {
        return hasRead;
    }

    long millis() {
        return millis;
    }

    /** The clock before the current record. */
    long millisBefore() {
        return millisBefore;
    }

    Bookmark bookmark(long bookmarkOffset, long clockThere) {
        idleAdvances.removeIf(advance -> advance.afterOffset() < bookmarkOffset);
        return new Bookmark(bookmarkOffset, clockThere, idleAdvances);
    }
}
