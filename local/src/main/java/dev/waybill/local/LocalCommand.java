package dev.waybill.local;

import dev.waybill.catalog.topic.CatalogWatch;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.DayText;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.cloud.LocalException;
import dev.waybill.files.OwnerOnly;
import dev.waybill.wire.rule.TimeRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./waybill local}. */
@Command(
        name = "local",
        mixinStandardHelpOptions = true,
        description = "Runs everything in one process on this machine: broker, Connect, S3 and STS. Publishes sample "
                + "events and shows what is delivered to the sample tenants' buckets.",
        footer = {
            "",
            "A second start on the same folder goes on where the first stopped. Ctrl-C ends a run at any time, with",
            "exit code 130; nothing is lost."
        })
@SuppressWarnings("NullAway.Init") // set by picocli
final class LocalCommand implements Callable<Integer> {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".waybill",
            description = "Folder of everything the run keeps (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--tenants",
            paramLabel = "DIR",
            defaultValue = "${sys:waybill.home:-.}/tenants",
            description = "Folder of the tenants' export specs (default: the samples).")
    private Path tenants;

    @Option(
            names = "--stay",
            description = "Keep running after the samples are delivered, and show the endpoints and read-only keys.")
    private boolean stay;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Other numbers give other sample events (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--earliest-day",
            paramLabel = "DAY",
            converter = DayText.class,
            defaultValue = "2000-01-01",
            description =
                    "Events with a time before this day are refused (default: ${DEFAULT-VALUE}). Lower it to import "
                            + "older logs.")
    private LocalDate earliestDay;

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), this::run);
    }

    private int run(PrintWriter out) throws IOException, InterruptedException {
        if (!TimeRules.isPossible(earliestDay)) {
            throw new UsageException("--earliest-day must be a day from 1970 to 9999, not " + earliestDay);
        }
        if (!Files.exists(tenants)) {
            throw new UsageException("--tenants: there is no " + tenants);
        }
        logTo(data.toAbsolutePath().normalize().resolve("logs"));
        try (Closing closing = new Closing()) {
            closing.closeAtExit(CLOSE_LIMIT);
            return run(new Console(out, Boolean.getBoolean("waybill.terminal")), closing);
        }
    }

    private int run(Console console, Closing closing) throws IOException, InterruptedException {
        try {
            LocalRun.Running running = new LocalRun(Clock.systemUTC(), console, closing)
                    .start(data, tenants, seed, TimeRules.DEFAULT.since(earliestDay));
            LocalHints hints = new LocalHints(console.out(), running);
            if (stay) {
                CatalogWatch grants = running.stack().grantWhatFollows(CatalogWatch.INTERVAL);
                LocalConsole served = closing.add(LocalConsole.start(
                        running.stack(), grants, Optional.of(running.connect().uri())));
                hints.writeEndpoints(Optional.of(served.uri()));
                hints.printEndpoints(served);
                new CountDownLatch(1).await();
            }
            hints.printNextSteps();
            return CommandFrame.DONE;
        } catch (RuntimeException e) {
            if (closing.isClosing()) {
                return CommandFrame.FAILED;
            }
            if (e instanceof LocalException) {
                spec.commandLine().getErr().println("waybill: " + e.getMessage() + logHint());
                return CommandFrame.FAILED;
            }
            throw e;
        }
    }

    private String logHint() {
        String log = System.getProperty("waybill.log", "");
        return !log.isEmpty() && Files.exists(Path.of(log)) ? "\nThe log is " + log : "";
    }

    /** The log goes to the data folder, not between the lines of progress; other commands' loggers may exist already. */
    private static void logTo(Path folder) {
        try {
            OwnerOnly.createFolders(folder);
        } catch (IOException e) {
            // Whoever opens the data folder says what is wrong with it.
            return;
        }
        Path log = folder.resolve("waybill.log");
        System.setProperty("waybill.log", log.toString());
        Configurator.reconfigure(URI.create("classpath:log4j2-local.properties"));
    }
}
