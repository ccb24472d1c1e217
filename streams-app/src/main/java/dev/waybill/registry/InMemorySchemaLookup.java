package dev.waybill.registry;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;

/** A registry inside the process, for the embedded run and for tests. */
public final class InMemorySchemaLookup implements SchemaLookup {
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<Schema, Integer> ids = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();

    /** The id of {@code schema}: the one it already has, or the next free one, starting at 1. */
    public int register(Schema schema) {
        return ids.computeIfAbsent(schema, added -> {
            int id = lastId.incrementAndGet();
            schemas.put(id, added);
            return id;
        });
    }

    @Override
    public Optional<Schema> writerSchema(int id) {
        return Optional.ofNullable(schemas.get(id));
    }
}
