package dev.waybill.verify.place;

import dev.waybill.contract.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Objects by name, in memory. Counts what is read, and fails where it is told to. */
public final class MemoryPlace implements Place {
    private final SortedMap<String, byte[]> objects;
    private final AtomicLong opened = new AtomicLong();
    private final Map<String, IOException> faults = new HashMap<>();

    /** When everything here was written. */
    public static final Instant STORED = Instant.parse("2026-03-04T12:00:00Z");

    public MemoryPlace(Map<String, byte[]> objects) {
        this.objects = new TreeMap<>(objects);
    }

    /** From now on the object cannot be opened, though it is listed. */
    public void fail(String name, IOException fault) {
        faults.put(name, fault);
    }

    /** How many objects have been opened. */
    public long opened() {
        return opened.get();
    }

    @Override
    public String description() {
        return "memory";
    }

    @Override
    public int parallelism() {
        return 2;
    }

    @Override
    public void list(String beginning, Visitor visitor) throws IOException {
        for (Map.Entry<String, byte[]> object : objects.entrySet()) {
            if (object.getKey().startsWith(beginning)) {
                visitor.visit(new StoredObject(
                        object.getKey(), object.getValue().length, Sha256.hex(object.getValue()), STORED));
            }
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        if (faults.containsKey(name)) {
            throw faults.get(name);
        }
        byte[] bytes = objects.get(name);
        if (bytes == null) {
            throw new NoSuchFileException(name);
        }
        opened.incrementAndGet();
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public void close() {}
}
