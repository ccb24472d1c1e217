package dev.waybill.batch.store;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The durable state of one source partition: an ordered map of bytes. Writes take effect together with the consumed
 * offsets and the emitted parts, or not at all.
 */
public interface BatchStore {
    void put(byte[] key, byte[] value);

    byte @Nullable [] find(byte[] key);

    void delete(byte[] key);

    /** Visits, in key order, every entry whose key begins with {@code prefix}; the visitor must not write. */
    void scan(byte[] prefix, BiConsumer<byte[], byte[]> visitor);

    /**
     * Visits entries in the order of their keys as unsigned bytes, until the visitor has had enough; it must not write.
     *
     * @param from the first key
     * @param to the key before which to end; no entry has it
     */
    void scanRange(byte[] from, byte[] to, Visitor visitor);

    /** Takes entries. */
    interface Visitor {
        /** Takes one entry, and answers whether it wants another. */
        boolean visit(byte[] key, byte[] value);
    }
}
