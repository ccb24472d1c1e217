package dev.waybill.control.preview;

import dev.waybill.batch.store.BatchStore;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The state of a source partition that is never taken up again. */
final class MemoryStore implements BatchStore {
    private final TreeMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);

    @Override
    public void put(byte[] key, byte[] value) {
        entries.put(key, value);
    }

    @Override
    public byte @Nullable [] find(byte[] key) {
        return entries.get(key);
    }

    @Override
    public void delete(byte[] key) {
        entries.remove(key);
    }

    @Override
    public void scan(byte[] prefix, BiConsumer<byte[], byte[]> visitor) {
        visit(entries.tailMap(prefix), (key, value) -> {
            boolean isBelow = key.length >= prefix.length
                    && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
            if (isBelow) {
                visitor.accept(key, value);
            }
            return isBelow;
        });
    }

    @Override
    public void scanRange(byte[] from, byte[] to, Visitor visitor) {
        visit(entries.subMap(from, to), visitor);
    }

    private static void visit(SortedMap<byte[], byte[]> some, Visitor visitor) {
        for (Map.Entry<byte[], byte[]> entry : some.entrySet()) {
            if (!visitor.visit(entry.getKey(), entry.getValue())) {
                return;
            }
        }
    }
}
