package dev.waybill.app;

import dev.waybill.config.AppConfig;
import dev.waybill.kafka.PollPatience;
import dev.waybill.redact.SecretLookup;
import dev.waybill.registry.RegistryConfig;
import dev.waybill.registry.RetryingSchemaLookup;
import dev.waybill.registry.SchemaLookup;
import dev.waybill.registry.SchemaLookups;
import dev.waybill.registry.Sleeper;
import dev.waybill.registry.schema.NoWriter;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
public record RegistryAccess(SchemaLookup schemas, BooleanSupplier available) {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryAccess.class);
    /** In place of a URL: there is no registry, and no event needs one. */
    private static final String NONE = "none";

    private static final Duration LONGEST_CALL = Duration.ofSeconds(20);

    /**
     * The registry of a configuration.
     *
     * @param patience of the threads that events come on
     * @throws SpecException if its settings are wrong or a secret is missing
     */
    public static RegistryAccess of(AppConfig config, SecretLookup secrets, PollPatience patience) {
        String url = config.registry().getOrDefault(RegistryConfig.URL, "");
        if (url.isEmpty()) {
            throw new SpecException(List.of(
                    Problem.at(Place.of("configuration", "registry." + RegistryConfig.URL), "is required but missing")
                            .hint("set it, or set it to " + NONE + " where all events are JSON")));
        }
        if (url.equals(NONE)) {
            LOG.warn(
                    "no schema registry, as configured: JSON events are read, events with a schema id go to quarantine");
            return new RegistryAccess(id -> NoWriter.UNKNOWN, () -> true);
        }
        Clock clock = Clock.systemUTC();
        try {
            RetryingSchemaLookup lookup = new RetryingSchemaLookup(
                    SchemaLookups.connect(config.resolvedRegistry(secrets), clock, longestCall(config.kafka())),
                    patience,
                    longestCall(config.kafka()),
                    clock,
                    Sleeper.system());
            return new RegistryAccess(lookup, lookup::available);
        } catch (IllegalArgumentException e) {
            throw new SpecException(
                    List.of(Problem.at(Place.of("configuration", "registry"), String.valueOf(e.getMessage()))));
        }
    }

    /** Who asks again waits for the answer to the same question, so a call may be short. */
    static Duration longestCall(Map<String, String> kafka) {
        Duration share = PollInterval.of(kafka).dividedBy(5);
        return share.compareTo(LONGEST_CALL) < 0 ? share : LONGEST_CALL;
    }

    /** Why a rollout should wait, if it should. */
    Optional<String> problem() {
        return available.getAsBoolean()
                ? Optional.empty()
                : Optional.of("events wait: the schema registry does not answer");
    }
}
