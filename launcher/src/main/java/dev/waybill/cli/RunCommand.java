package dev.waybill.cli;

import dev.waybill.app.Lifecycle;
import dev.waybill.app.RunningApp;
import dev.waybill.build.BuildInfo;
import dev.waybill.cli.frame.AppOptions;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.DurationText;
import dev.waybill.config.AppConfig;
import dev.waybill.redact.SecretLookup;
import dev.waybill.secrets.SecretReferences;
import dev.waybill.secrets.SecretsAtStart;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private AppOptions application;

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
        AppConfig app = application.read(environment);
        SecretLookup secrets = new SecretsAtStart(new SecretReferences(environment));
        BuildInfo build = BuildInfo.current();
        LOG.atInfo()
                .addKeyValue("version", build.version())
                .addKeyValue("revision", build.revision())
                .log("the application starts");
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
