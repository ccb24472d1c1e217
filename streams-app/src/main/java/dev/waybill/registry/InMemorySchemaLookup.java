package dev.waybill.registry;

import dev.waybill.registry.schema.AvroWriter;
import dev.waybill.registry.schema.NoWriter;
import dev.waybill.registry.schema.WriterSchema;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;

/** A registry inside the process, for the local run and for tests. */
public final class InMemorySchemaLookup implements SchemaLookup {
    private final Map<Integer, WriterSchema> schemas = new ConcurrentHashMap<>();
    private final Map<WriterSchema, Integer> ids = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();

    /** The id of an Avro schema: the one it already has, or the next free one, starting at 1. */
    public int register(Schema schema) {
        return register(new AvroWriter(schema));
    }

    /** The same, for a schema of any kind. */
    public int register(WriterSchema schema) {
        return ids.computeIfAbsent(schema, added -> {
            int id = lastId.incrementAndGet();
            schemas.put(id, added);
            return id;
        });
    }

    @Override
    public WriterSchema writerSchema(int id) {
        return schemas.getOrDefault(id, NoWriter.UNKNOWN);
    }
}
