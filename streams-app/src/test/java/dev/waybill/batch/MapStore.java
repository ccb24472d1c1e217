package dev.waybill.batch;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A store in memory. */
public final class MapStore implements BatchStore {
    private final TreeMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);

    /** A store that holds the same now. */
    public MapStore copy() {
        MapStore copy = new MapStore();
        copy.entries.putAll(entries);
        return copy;
    }

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
        List.copyOf(entries.entrySet()).stream()
                .filter(entry -> Arrays.equals(Arrays.copyOf(entry.getKey(), prefix.length), prefix))
                .forEach(entry -> visitor.accept(entry.getKey(), entry.getValue()));
    }
}
