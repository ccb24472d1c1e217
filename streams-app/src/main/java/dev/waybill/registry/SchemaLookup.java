package dev.waybill.registry;

import java.util.Optional;
import org.apache.avro.Schema;

/** Resolves the id in front of an Avro value to the schema it was written with. Implementations are thread-safe. */
@FunctionalInterface
public interface SchemaLookup {
    /**
     * The schema registered under {@code id}, with its references resolved; empty when the registry answers that there
     * is none, or that it is not Avro. Equal ids always give equal schemas, so callers may keep the answer.
     *
     * @throws RegistryUnavailableException when there is no such answer now: unreachable, overloaded, not authorised
     */
    Optional<Schema> writerSchema(int id);
}
