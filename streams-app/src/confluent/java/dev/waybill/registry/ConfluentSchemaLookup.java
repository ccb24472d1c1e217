package dev.waybill.registry;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Asks the registry through Confluent's own client, with all settings that client knows. Built in the Maven profile
 * {@code confluent} only, since Confluent's artifacts are not on Maven Central; the default build's tests compile and run
 * this file against the same client under another package name.
 */
public final class ConfluentSchemaLookup implements SchemaLookup {
    private static final int MAX_SCHEMAS = 10_000;

    private final SchemaRegistryClient client;

    /** A lookup with the client's own settings, {@code schema.registry.url} among them. */
    public ConfluentSchemaLookup(Map<String, String> settings) {
        String urls = settings.get("schema.registry.url");
        if (urls == null || urls.isBlank()) {
            throw new IllegalArgumentException("schema.registry.url must name at least one URL");
        }
        this.client = new CachedSchemaRegistryClient(
                List.of(urls.strip().split("\\s*,\\s*")),
                MAX_SCHEMAS,
                List.of(new AvroSchemaProvider()),
                new HashMap<>(settings));
    }

    /** {@inheritDoc} The client reports a schema of a kind it has no provider for as a plain {@link IOException}. */
    @Override
    public Optional<Schema> writerSchema(int id) {
        try {
            ParsedSchema parsed = client.getSchemaById(id);
            return parsed instanceof AvroSchema avro
                    ? Optional.of(new Schema.Parser().parse(avro.rawSchema().toString()))
                    : Optional.empty();
        } catch (RestClientException e) {
            if (e.getStatus() == 404 && e.getErrorCode() / 100 == 404) {
                return Optional.empty();
            }
            throw new RegistryUnavailableException("schema registry answered " + e.getStatus(), e);
        } catch (IOException e) {
            if (e.getClass() == IOException.class && String.valueOf(e.getMessage()).startsWith("Invalid schema")) {
                return Optional.empty();
            }
            throw new RegistryUnavailableException("schema registry did not answer: " + e.getClass().getSimpleName(), e);
        }
    }

    /** How {@link SchemaLookups} finds this class. */
    public static final class Factory implements SchemaLookupFactory {
        @Override
        public SchemaLookup create(Map<String, String> settings) {
            return new ConfluentSchemaLookup(settings);
        }
    }
}
