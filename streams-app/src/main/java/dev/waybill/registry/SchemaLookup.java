package dev.waybill.registry;

import dev.waybill.registry.schema.NoWriter;
import dev.waybill.registry.schema.WriterSchema;

/** Resolves the id in front of a value to the schema it was written with. Implementations are thread-safe. */
@FunctionalInterface
public interface SchemaLookup {
    /**
     * The schema registered under {@code id}, with its references resolved; {@link NoWriter} where the registry has none,
     * or one that cannot be read. Equal ids always give equal schemas, so callers may keep any other answer.
     *
     * @throws RegistryUnavailableException when there is no such answer now: unreachable, overloaded, not authorised
     */
    WriterSchema writerSchema(int id);
}
