package dev.waybill.registry;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.RestService;
import io.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import io.confluent.kafka.schemaregistry.client.rest.entities.SchemaReference;
import io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the registry through Confluent's own client, with all settings that client knows. Built in the Maven profile
 * {@code confluent} only, since Confluent's artifacts are not on Maven Central; the default build's tests compile and run
 * this file against the same client under another package name.
 */
public final class ConfluentRegistry implements RegistryApi {
    private static final int MAX_SCHEMAS = 1;

    private final RestService registry;

    /** A client with Confluent's own settings, {@code schema.registry.url} among them. */
    public ConfluentRegistry(Map<String, String> settings) {
        String urls = settings.get("schema.registry.url");
        if (urls == null || urls.isBlank()) {
            throw new IllegalArgumentException("schema.registry.url must name at least one URL");
        }
        this.registry = new RestService(List.of(urls.strip().split("\\s*,\\s*")));
        // Puts credentials, TLS and proxies into the service. Its own way of reading schemas is stricter than ours.
        new CachedSchemaRegistryClient(registry, MAX_SCHEMAS, List.of(), new HashMap<>(settings), null);
    }

    @Override
    public Optional<RegisteredText> schema(int id) {
        return ask(() -> {
            SchemaString schema = registry.getId(id);
            return registered(schema.getSchemaType(), schema.getSchemaString(), schema.getReferences());
        });
    }

    @Override
    public Optional<RegisteredText> version(String subject, int version) {
        return ask(() -> {
            Schema schema = registry.getVersion(subject, version, true);
            return registered(schema.getSchemaType(), schema.getSchema(), schema.getReferences());
        });
    }

    private static RegisteredText registered(String type, String text, List<SchemaReference> references) {
        return new RegisteredText(
                type == null ? RegisteredText.AVRO : type,
                text == null ? "" : text,
                references == null
                        ? List.of()
                        : references.stream()
                                .map(one -> new RegisteredText.Reference(one.getSubject(), one.getVersion()))
                                .toList());
    }

    private interface Question {
        RegisteredText answer() throws IOException, RestClientException;
    }

    private static Optional<RegisteredText> ask(Question question) {
        try {
            return Optional.of(question.answer());
        } catch (RestClientException e) {
            if (e.getStatus() == 404 && e.getErrorCode() / 100 == 404) {
                return Optional.empty();
            }
            throw new RegistryUnavailableException("schema registry answered " + e.getStatus(), e);
        } catch (IOException e) {
            throw new RegistryUnavailableException("schema registry did not answer: " + e.getClass().getSimpleName(), e);
        }
    }

    /** How {@link SchemaLookups} finds this class. */
    public static final class Factory implements RegistryApiFactory {
        @Override
        public RegistryApi create(Map<String, String> settings) {
            return new ConfluentRegistry(settings);
        }
    }
}
