package dev.waybill.cli;

import dev.waybill.app.Lifecycle;
import dev.waybill.app.RunningApp;
import dev.waybill.config.AppConfig;
import dev.waybill.redact.SecretLookup;
import dev.waybill.secrets.SecretReferences;
import dev.waybill.secrets.SecretsAtStart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: the application, until it crashes or the process is told to stop. */
@Command(
        name = "run",
        description = {
            "Run the Streams application against a cluster, until SIGTERM or Ctrl-C. Its exports come from the catalog,"
                    + " which apply writes; until there is one it waits.",
            "Serves /livez, /readyz and /metrics. Log level and format: WAYBILL_LOG_LEVEL (info), WAYBILL_LOG_FORMAT"
                    + " (text or json)."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:crashed and closed, or the cluster is not as it must be",
            "2:wrong usage or configuration",
            "130, 143:stopped by Ctrl-C or SIGTERM"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration (default: the file that WAYBILL_CONFIG names, if any).")
    private @Nullable Path config;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "A setting; wins over file and environment. May be given several times, such as"
                    + " -D http.port=8081 -D kafka.num.stream.threads=4.")
    private Map<String, String> settings = new HashMap<>();

    @Option(
            names = "--close-timeout",
            paramLabel = "DURATION",
            converter = DurationText.class,
            defaultValue = "PT25S",
            description = "How long stopping may take (default: ${DEFAULT-VALUE}).")
    private Duration closeTimeout;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        return CommandFrame.run(command.commandLine(), out -> run(System.getenv()));
    }

    private int run(Map<String, String> environment) throws IOException {
        Optional<Path> file = Optional.ofNullable(config)
                .or(() -> Optional.ofNullable(environment.get("WAYBILL_CONFIG")).map(Path::of));
        AppConfig app = AppConfig.read(file, environment, settings);
        SecretLookup secrets = new SecretsAtStart(new SecretReferences(environment));
        LOG.info("configuration in effect:{}", lines(app.effective()));
        return keepUp(RunningApp.create(app, secrets));
    }

    private int keepUp(RunningApp app) {
        Lifecycle lifecycle = new Lifecycle(app, closeTimeout);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            lifecycle.stop();
                            LogManager.shutdown();
                        },
                        "waybill-stop"));
        return lifecycle.run() ? CommandFrame.DONE : CommandFrame.FAILED;
    }

    private static String lines(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> "\n  " + setting.getKey() + " = " + setting.getValue())
                .collect(Collectors.joining());
    }
}
