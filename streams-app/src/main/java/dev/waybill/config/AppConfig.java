package dev.waybill.config;

import dev.waybill.contract.Source;
import dev.waybill.contract.YamlName;
import dev.waybill.redact.SecretLookup;
import dev.waybill.spec.ReferenceSyntax;
import dev.waybill.spec.SecretNames;
import dev.waybill.spec.yaml.SpecException;
import dev.waybill.wire.rule.TimeRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The configuration of {@code run}. Each setting is taken from the last of these that has it:
 *
 * <ol>
 *   <li>safe defaults,
 *   <li>the file, {@code waybill.yaml},
 *   <li>the environment: {@code WAYBILL_HTTP_PORT} for {@code http.port}, {@code KAFKA_BOOTSTRAP_SERVERS} for Kafka's
 *       {@code bootstrap.servers},
 *   <li>the command line: {@code http.port=8081}, {@code kafka.bootstrap.servers=…}.
 * </ol>
 *
 * <p>See {@code docs/reference/configuration.md} for the settings.
 *
 * @param sources which input topics are read; at least one
 * @param http where health checks and metrics are served, and to whom
 * @param times which times of events are accepted
 * @param spread over which time windows that end together are emitted
 * @param replayDistance rows older than this, in log time, are stored
 * @param memoryBudget rows of open windows held in memory by the process, bytes
 * @param storeMemory what RocksDB may hold in memory for all stores of the process, bytes
 * @param repartition whether events are first sent to the partition of their tenant
 * @param receiptsKey refers to the private key that signs receipts, or one of {@link ReceiptsKey}'s words
 * @param receiptsKeySet file with the published keys; empty where nobody looks
 * @param registry settings of the schema registry with references to secrets in them; empty without a registry
 * @param kafka native settings of Kafka Streams, safe defaults included
 */
public record AppConfig(
        Set<Source> sources,
        HttpSettings http,
        TimeRules times,
        Duration spread,
        Duration replayDistance,
        long memoryBudget,
        long storeMemory,
        boolean repartition,
        String receiptsKey,
        Optional<Path> receiptsKeySet,
        Map<String, String> registry,
        Map<String, String> kafka) {
    private static final String HIDDEN = "[hidden]";

    public AppConfig {
        registry = Collections.unmodifiableMap(new TreeMap<>(registry));
        kafka = Collections.unmodifiableMap(new TreeMap<>(kafka));
    }

    /**
     * Reads the configuration.
     *
     * @param file the YAML file; empty for none
     * @param environment environment variables
     * @param commandLine settings by key
     * @throws SpecException with all problems
     * @throws IOException if the file cannot be read
     */
    public static AppConfig read(Optional<Path> file, Map<String, String> environment, Map<String, String> commandLine)
            throws IOException {
        if (file.isEmpty()) {
            return parse("", "", environment, commandLine);
        }
        return parse(file.get().toString(), Files.readString(file.get()), environment, commandLine);
    }

    /**
     * The same, from the file's text.
     *
     * @param name the file's name, for messages
     * @param yaml empty for no file
     * @throws SpecException with all problems
     */
    public static AppConfig parse(
            String name, String yaml, Map<String, String> environment, Map<String, String> commandLine) {
        return new AppConfigReader(name, environment, commandLine).read(yaml);
    }

    /**
     * The settings of the schema registry with their secrets. Not to be printed.
     *
     * @throws IllegalArgumentException if a secret is missing
     */
    public Map<String, String> resolvedRegistry(SecretLookup secrets) {
        Map<String, String> resolved = new TreeMap<>(registry);
        resolved.replaceAll((key, value) -> ReferenceSyntax.isReference(value) ? secrets.secret(value) : value);
        return resolved;
    }

    /** All settings that are in effect, by their keys, sorted, secrets hidden. */
    public Map<String, String> effective() {
        Map<String, String> effective = new TreeMap<>();
        effective.put(
                Setting.SOURCES.key(),
                String.join(",", sources.stream().map(YamlName::of).toList()));
        effective.put(Setting.HTTP_ADDRESS.key(), http.address());
        effective.put(Setting.HTTP_PORT.key(), Integer.toString(http.port()));
        effective.put(Setting.HTTP_TLS.key(), http.tls().map(Path::toString).orElse(Setting.NONE));
        effective.put(Setting.HTTP_LOGIN.key(), http.login().orElse(Setting.NONE));
        effective.put(Setting.EARLIEST_DAY.key(), times.earliestDay().toString());
        effective.put(
                Setting.EPOCH_UNIT.key(), times.epochUnit().map(YamlName::of).orElse(Setting.NONE));
        effective.put(Setting.SPREAD.key(), spread.toString());
        effective.put(Setting.REPLAY_DISTANCE.key(), replayDistance.toString());
        effective.put(Setting.MEMORY_BUDGET.key(), Long.toString(memoryBudget));
        effective.put(Setting.STORE_MEMORY.key(), Long.toString(storeMemory));
        effective.put(Setting.REPARTITION.key(), Boolean.toString(repartition));
        effective.put(Setting.RECEIPTS_KEY.key(), receiptsKey);
        effective.put(
                Setting.RECEIPTS_KEY_SET.key(),
                receiptsKeySet.map(Path::toString).orElse(Setting.NONE));
        registry.forEach((key, value) -> effective.put(AppConfigReader.REGISTRY + key, shown(key, value)));
        kafka.forEach((key, value) -> effective.put(AppConfigReader.KAFKA + key, shown(key, value)));
        return effective;
    }

    private static String shown(String key, String value) {
        return SecretNames.isSetting(key) && !ReferenceSyntax.isReference(value) ? HIDDEN : value;
    }

    /** The settings in effect, secrets hidden. */
    @Override
    public String toString() {
        return "AppConfig" + effective();
    }
}
