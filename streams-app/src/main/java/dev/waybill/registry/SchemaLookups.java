package dev.waybill.registry;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the client that talks to the registry. */
public final class SchemaLookups {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaLookups.class);

    private SchemaLookups() {}

    /**
     * A lookup by Confluent's client where the build has it (Maven profile {@code confluent}), else by our own.
     *
     * @param settings see {@link RegistryConfig}
     * @param longestCall how long a call may last before the caller is told that the registry does not answer
     * @throws IllegalArgumentException if a setting is missing, unknown or wrong
     */
    public static SchemaLookup connect(Map<String, String> settings, Clock clock, Duration longestCall) {
        RegistryApi registry = ServiceLoader.load(RegistryApiFactory.class).stream()
                .findFirst()
                .map(Provider::get)
                .map(factory -> factory.create(settings))
                .orElseGet(() -> new RegistryHttp(RegistryConfig.of(settings)));
        LOG.info("schema registry client={}", registry.getClass().getSimpleName());
        return new RegistrySchemaLookup(registry, clock, longestCall);
    }
}
