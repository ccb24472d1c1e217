package dev.waybill.cli.frame;

import dev.waybill.config.AppConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The application's configuration, by the commands that do what it does. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class AppOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration of the application (default: the file that WAYBILL_CONFIG names, if any).")
    private @Nullable Path config;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "A setting; wins over file and environment. May be given several times, such as"
                    + " -D http.port=8081 -D kafka.num.stream.threads=4.")
    private Map<String, String> settings = new HashMap<>();

    /**
     * Reads it.
     *
     * @throws dev.waybill.spec.yaml.SpecException with all problems
     * @throws IOException if the file cannot be read
     */
    public AppConfig read(Map<String, String> environment) throws IOException {
        return read(environment, Map.of());
    }

    /**
     * The same, for the cluster that a command talks to already.
     *
     * @param client settings of any client of it, which win over all others
     */
    public AppConfig read(Map<String, String> environment, Map<String, Object> client) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        client.forEach((key, value) -> all.put("kafka." + key, String.valueOf(value)));
        all.remove("kafka." + CommonClientConfigs.CLIENT_ID_CONFIG);
        Optional<Path> file = Optional.ofNullable(config)
                .or(() -> Optional.ofNullable(environment.get("WAYBILL_CONFIG")).map(Path::of));
        return AppConfig.read(file, environment, all);
    }
}
