package dev.waybill.batch.store;

import java.util.Arrays;

/**
 * The place of a window among those whose delivered ids are kept: they are forgotten by when they were due, then by export,
 * which is the order of their keys in the store.
 *
 * @param window which
 * @param dueMillis when it was due on the clock, milliseconds
 * @param latenessMillis for how long after that its ids are surely remembered
 * @param key under which it is kept
 */
@SuppressWarnings("ArrayRecordComponent") // compared by key only
public record IdsDue(ExportWindow window, long dueMillis, long latenessMillis, byte[] key)
        implements Comparable<IdsDue> {
    @Override
    public int compareTo(IdsDue other) {
        return Arrays.compareUnsigned(key, other.key);
    }
}
