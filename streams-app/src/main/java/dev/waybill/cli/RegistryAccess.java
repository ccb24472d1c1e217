package dev.waybill.cli;

import dev.waybill.config.AppConfig;
import dev.waybill.redact.SecretLookup;
import dev.waybill.registry.NoWriter;
import dev.waybill.registry.RegistryConfig;
import dev.waybill.registry.RetryingSchemaLookup;
import dev.waybill.registry.SchemaLookup;
import dev.waybill.registry.SchemaLookups;
import dev.waybill.registry.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schema registry as the configuration describes it.
 *
 * @param schemas asks it, and waits for it
 * @param available whether it answers
 */
record RegistryAccess(SchemaLookup schemas, BooleanSupplier available) {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryAccess.class);
    /** In place of a URL: there is no registry, and no event needs one. */
    private static final String NONE = "none";
    /** Kafka's own default. */
    private static final long MAX_POLL_INTERVAL_MILLIS = 300_000;

    /** @throws UsageException if its settings are wrong or a secret is missing */
    static RegistryAccess of(AppConfig config, SecretLookup secrets) {
        String url = config.registry().getOrDefault(RegistryConfig.URL, "");
        if (url.isEmpty()) {
            throw new UsageException("no schema registry is configured: set registry." + RegistryConfig.URL
                    + ", or set it to " + NONE + " where all events are JSON");
        }
        if (url.equals(NONE)) {
            LOG.warn(
                    "no schema registry, as configured: JSON events are read, events with a schema id go to quarantine");
            return new RegistryAccess(id -> NoWriter.UNKNOWN, () -> true);
        }
        Clock clock = Clock.systemUTC();
        try {
            RetryingSchemaLookup lookup = new RetryingSchemaLookup(
                    SchemaLookups.connect(config.resolvedRegistry(secrets), clock),
                    patience(config.kafka()),
                    clock,
                    Sleeper.system());
            return new RegistryAccess(lookup, lookup::available);
        } catch (IllegalArgumentException e) {
            throw new UsageException("registry: " + e.getMessage());
        }
    }

    /** A consumer that does not poll in time is thrown out of its group, so waiting ends a little earlier. */
    static Duration patience(Map<String, String> kafka) {
        long interval = MAX_POLL_INTERVAL_MILLIS;
        for (String prefix : new String[] {"", "consumer.", "main.consumer."}) {
            String configured = kafka.get(prefix + "max.poll.interval.ms");
            interval = configured == null ? interval : Long.parseLong(configured);
        }
        return Duration.ofMillis(interval * 4 / 5);
    }

    /** Why a rollout should wait, if it should. */
    Optional<String> problem() {
        return available.getAsBoolean()
                ? Optional.empty()
                : Optional.of("events wait: the schema registry does not answer");
    }
}
