package dev.waybill.cli.preview;

import dev.waybill.app.RegistryAccess;
import dev.waybill.cli.frame.AppOptions;
import dev.waybill.config.AppConfig;
import dev.waybill.kafka.PollPatience;
import dev.waybill.redact.SecretLookup;
import dev.waybill.registry.RegistryConfig;
import dev.waybill.registry.SchemaLookup;
import dev.waybill.registry.schema.NoWriter;
import dev.waybill.wire.rule.TimeRules;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * How events are read, as the application's configuration says.
 *
 * @param schemas of events in Avro and Protobuf; knows none where no registry is configured
 */
public record EventReading(SchemaLookup schemas, TimeRules times) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NO_CLUSTER = "localhost:1";

    /**
     * Reads the configuration.
     *
     * @param client settings of any client of the cluster; empty where none is asked
     * @throws dev.waybill.spec.yaml.SpecException if something is wrong with it
     * @throws IOException if it cannot be read
     */
    public static EventReading of(AppOptions application, SecretLookup secrets, Map<String, Object> client)
            throws IOException {
        Map<String, Object> any = new HashMap<>(client);
        any.putIfAbsent(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, NO_CLUSTER);
        AppConfig config = application.read(System.getenv(), any);
        boolean configured =
                !config.registry().getOrDefault(RegistryConfig.URL, "").isEmpty();
        SchemaLookup schemas = configured
                ? RegistryAccess.of(config, secrets, new PollPatience(PATIENCE)).schemas()
                : id -> NoWriter.UNKNOWN;
        return new EventReading(schemas, config.times());
    }
}
