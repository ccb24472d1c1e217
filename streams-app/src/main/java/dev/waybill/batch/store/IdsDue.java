package dev.waybill.batch.store;

import java.util.Arrays;

/**
 * A window some of whose delivered ids are kept. Windows are forgotten in this order: by when they were due, then by export,
 * which is the order of their keys in the store.
 *
 * @param window which
 * @param dueMillis when it was due on the clock, milliseconds
 * @param key under which it is kept
 */
@SuppressWarnings("ArrayRecordComponent") // compared by key only
public record IdsDue(ExportWindow window, long dueMillis, byte[] key) implements Comparable<IdsDue> {
    @Override
    public int compareTo(IdsDue other) {
        return Arrays.compareUnsigned(key, other.key);
    }
}
