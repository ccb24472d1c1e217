package dev.waybill.cli.console;

import dev.waybill.app.replay.ReplaySetup;
import dev.waybill.build.BuildInfo;
import dev.waybill.cli.doctor.DoctorOptions;
import dev.waybill.cli.frame.AppOptions;
import dev.waybill.cli.frame.ClusterOptions;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.ConnectOptions;
import dev.waybill.cli.frame.DurationText;
import dev.waybill.cli.frame.LocalState;
import dev.waybill.cli.frame.TopicOptions;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.cli.preview.EventReading;
import dev.waybill.cli.replay.AppReplays;
import dev.waybill.clients.KafkaClients;
import dev.waybill.control.connect.ConnectAccess;
import dev.waybill.control.console.Console;
import dev.waybill.control.console.ConsoleSetup;
import dev.waybill.control.console.access.LiveTokens;
import dev.waybill.control.console.checkup.Rhythm;
import dev.waybill.control.console.http.ListenAddress;
import dev.waybill.control.doctor.aws.AwsAccounts;
import dev.waybill.http.HealthServer;
import dev.waybill.http.Listener;
import dev.waybill.redact.SecretLookup;
import dev.waybill.secrets.SecretReferences;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code console}: the API and the pages, until the process is told to stop. */
@Command(
        name = "console",
        description = {
            "Serve the console: an API and pages for operators and tenants, until SIGTERM or Ctrl-C.",
            "Listens on loopback unless told otherwise. Who may use it stands in the file of tokens; console-token makes them."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:it cannot listen, or the cluster refuses",
            "2:wrong usage or configuration",
            "130, 143:stopped by Ctrl-C or SIGTERM"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ConsoleCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleCommand.class);
    private static final long CLOSE_SECONDS = 60;

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private ListenOptions listen;

    @Mixin
    private TopicOptions topics;

    @Mixin
    private ConnectOptions connect;

    @Mixin
    private DoctorOptions accounts;

    @Mixin
    private AppOptions application;

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            defaultValue = "console-tokens.yaml",
            description = "The file of tokens (default: ${DEFAULT-VALUE}); read again when it changes.")
    private Path tokens;

    @Option(
            names = "--replay-state",
            paramLabel = "FOLDER",
            description =
                    "Also do replays, one at a time, with their state below this folder. It needs the configuration of"
                            + " run: --config, -D; and the rights of replay.")
    private @Nullable Path replayState;

    @Option(
            names = "--receipt-keys",
            paramLabel = "FILE",
            description = "The public keys of receipts, which it gives to readers; read whenever somebody asks.")
    private @Nullable Path receiptKeys;

    @Option(
            names = "--doctor-every",
            paramLabel = "DURATION",
            converter = DurationText.class,
            defaultValue = "P1D",
            description = {
                "How often the doctor looks at the account of each export by itself (default: ${DEFAULT-VALUE}; PT0S: never).",
                "With several consoles, leave it to one."
            })
    private Duration doctorEvery;

    @Spec
    private CommandSpec spec;

    public ConsoleCommand(KafkaClients clients) {
        this.cluster = new ClusterOptions(clients);
    }

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), this::serve);
    }

    private int serve(PrintWriter out) throws IOException {
        ListenAddress address = listen.address();
        if (!Files.exists(tokens)) {
            throw new UsageException("there is no file of tokens " + tokens
                    + "; make one with: ./waybill console-token make NAME --tokens " + tokens);
        }
        BuildInfo build = BuildInfo.current();
        LOG.atInfo()
                .addKeyValue("version", build.version())
                .addKeyValue("revision", build.revision())
                .log("the console starts");
        Rhythm rhythm = rhythm();
        LiveTokens live = LiveTokens.open(tokens);
        cluster.localData().ifPresent(local -> topics.beLocal());
        topics.plan(List.of());
        SecretLookup secrets = new SecretReferences(environment());
        Listener checks = listen.health(secrets);
        Optional<ConnectAccess> access = connect.access();
        Optional<Path> localData = cluster.localData();
        return cluster.run("waybill-console", (clients, settings) -> {
            EventReading events = EventReading.of(application, secrets, settings, localData);
            ConsoleSetup setup = new ConsoleSetup(
                    clients,
                    settings,
                    topics.applicationId(),
                    topics::plan,
                    secrets,
                    access,
                    (platform, work) -> {
                        try (AwsAccounts opened = accounts.accounts(platform, localData)) {
                            return work.apply(opened);
                        }
                    },
                    rhythm,
                    events.schemas(),
                    events.times(),
                    replays(settings),
                    Optional.ofNullable(receiptKeys),
                    live,
                    address);
            try (Console console = Console.start(setup);
                    HealthServer health = HealthServer.start(checks, content(console))) {
                health.certificateExpires().ifPresent(any -> console.healthCertificate(health::certificateExpires));
                out.println("console at " + console.uri() + ", health at "
                        + (checks.tls().isPresent() ? "https" : "http") + "://"
                        + health.address().getHostString() + ":"
                        + health.address().getPort());
                out.flush();
                awaitStop();
                return CommandFrame.DONE;
            }
        });
    }

    /** @param settings of any client of the cluster */
    private Optional<ReplaySetup> replays(Map<String, Object> settings) throws IOException {
        if (replayState == null) {
            return Optional.empty();
        }
        Map<String, Object> client = new HashMap<>(settings);
        client.put(StreamsConfig.STATE_DIR_CONFIG, replayState);
        return Optional.of(
                AppReplays.setup("--replay-state", application, environment(), client, topics.applicationId()));
    }

    private Rhythm rhythm() {
        try {
            return new Rhythm(doctorEvery);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--doctor-every: " + e.getMessage());
        }
    }

    private static HealthServer.Content content(Console console) {
        return new HealthServer.Content(List.of(), console.ready(), console::notes, console::metrics);
    }

    private Map<String, String> environment() throws IOException {
        return cluster.localData().isPresent()
                ? LocalState.environment(cluster.localData().get(), System.getenv())
                : System.getenv();
    }

    /** Until the process is told to stop; it then waits until everything is closed. */
    private static void awaitStop() {
        CountDownLatch stop = new CountDownLatch(1);
        Thread serving = Thread.currentThread();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stop.countDown();
                            try {
                                serving.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "waybill-console-stop"));
        try {
            stop.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
