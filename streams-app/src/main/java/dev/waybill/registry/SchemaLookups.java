package dev.waybill.registry;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the implementation that talks to the registry. */
public final class SchemaLookups {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaLookups.class);

    private SchemaLookups() {}

    /**
     * Confluent's client where the build has it (Maven profile {@code confluent}), else {@link HttpSchemaLookup}.
     *
     * @param settings see {@link RegistryConfig}
     * @param longestCall how long a call may last before the caller is told that the registry does not answer
     * @throws IllegalArgumentException if a setting is missing, unknown or wrong
     */
    public static SchemaLookup connect(Map<String, String> settings, Clock clock, Duration longestCall) {
        Optional<SchemaLookup> other = ServiceLoader.load(SchemaLookupFactory.class).stream()
                .findFirst()
                .map(Provider::get)
                .map(factory -> factory.create(settings));
        SchemaLookup lookup = other.<SchemaLookup>map(client -> new BoundedSchemaLookup(client, longestCall))
                .orElseGet(() -> new HttpSchemaLookup(RegistryConfig.of(settings), clock, longestCall));
        LOG.info("schema registry client={}", other.orElse(lookup).getClass().getSimpleName());
        return lookup;
    }
}
