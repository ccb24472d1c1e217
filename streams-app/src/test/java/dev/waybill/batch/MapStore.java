package dev.waybill.batch;

import dev.waybill.batch.store.BatchStore;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A store in memory. */
public final class MapStore implements BatchStore {
    private final TreeMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);
    private int visitors;
    private long steps;

    /** A store that holds the same now. */
    public MapStore copy() {
        MapStore copy = new MapStore();
        copy.entries.putAll(entries);
        return copy;
    }

    @Override
    public void put(byte[] key, byte[] value) {
        requireNoVisitor();
        steps++;
        entries.put(key, value);
    }

    @Override
    public byte @Nullable [] find(byte[] key) {
        steps++;
        return entries.get(key);
    }

    @Override
    public void delete(byte[] key) {
        requireNoVisitor();
        steps++;
        entries.remove(key);
    }

    /** How many entries have been written, looked up or visited. */
    public long steps() {
        return steps;
    }

    private void requireNoVisitor() {
        if (visitors > 0) {
            throw new IllegalStateException("a visitor of the store writes to it");
        }
    }

    @Override
    public void scan(byte[] prefix, BiConsumer<byte[], byte[]> visitor) {
        visit(entries.tailMap(prefix), (key, value) -> {
            boolean more = Arrays.equals(Arrays.copyOf(key, prefix.length), prefix);
            if (more) {
                visitor.accept(key, value);
            }
            return more;
        });
    }

    @Override
    public void scanRange(byte[] from, byte[] to, Visitor visitor) {
        visit(entries.subMap(from, to), visitor);
    }

    private void visit(SortedMap<byte[], byte[]> some, Visitor visitor) {
        visitors++;
        try {
            for (Map.Entry<byte[], byte[]> entry : some.entrySet()) {
                steps++;
                if (!visitor.visit(entry.getKey(), entry.getValue())) {
                    return;
                }
            }
        } finally {
            visitors--;
        }
    }
}
