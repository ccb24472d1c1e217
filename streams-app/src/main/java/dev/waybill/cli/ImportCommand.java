package dev.waybill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waybill.contract.ClientLogin;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.imports.AccessLogFormat;
import dev.waybill.imports.ImportException;
import dev.waybill.imports.ImportOutcome;
import dev.waybill.imports.LogImporter;
import dev.waybill.imports.LogSource;
import dev.waybill.imports.RejectedLine;
import dev.waybill.imports.Stamping;
import dev.waybill.imports.Survey;
import dev.waybill.imports.Surveyor;
import dev.waybill.spec.Source;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./waybill import}: publishes existing access logs as download events. Exit codes 0, 1 and 2. */
@Command(
        name = "import",
        description = "Publishes existing web server access logs as download events of a tenant.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Every line is published or set aside in a .rejected file. The same content is published once per tenant:",
            "a second import adds nothing, and an interrupted one goes on. Import files that no longer grow."
        })
public final class ImportCommand implements Callable<Integer> {
    private static final int SHOWN_CHARACTERS = 160;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--tenant", required = true, paramLabel = "ID", description = "Tenant the events belong to.")
    private String tenant = "";

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "Format of the logs: common or combined.")
    private String format = "";

    @Option(
            names = "--late",
            description = "Stamp the records now instead of with the lines' times, so that old events arrive late.")
    private boolean late;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "Broker to publish to. Default: the one that ./waybill local --stay runs.")
    private @Nullable String bootstrap;

    @Option(names = "--command-config", paramLabel = "FILE", description = "Kafka client properties, such as security.")
    private @Nullable Path commandConfig;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".waybill",
            description = "Data folder of ./waybill local. Default: ${DEFAULT-VALUE}.")
    private Path data = Path.of(".waybill");

    @Option(
            names = "--rejected",
            paramLabel = "DIR",
            description = "Where lines that are not events are kept. Default: beside the log; here for standard input.")
    private @Nullable Path rejected;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Logs, plain or gzip; - for standard input.")
    private List<String> files = List.of();

    @Override
    public Integer call() {
        requireTenant();
        AccessLogFormat logFormat = logFormat();
        requireFiles();
        Map<String, String> client = client();
        Clock clock = Clock.systemUTC();
        Instant now = clock.instant();
        Surveyor surveyor = new Surveyor(logFormat, now);
        Stamping stamping = late ? Stamping.NOW : Stamping.AS_IT_HAPPENED;
        LogImporter importer = new LogImporter(client, Topics.input(Source.DOWNLOAD), logFormat, stamping, now, clock);
        long events = 0;
        for (String file : files) {
            try {
                events += importFile(file, surveyor, importer);
            } catch (ImportException e) {
                err().println("import of " + file + " failed: " + e.getMessage());
                return 1;
            } catch (IOException e) {
                err().println("import of " + file + " failed: cannot read it, or write its rejected lines: "
                        + describe(e));
                return 1;
            }
        }
        return events > 0 ? 0 : 1;
    }

    /** The number of events in the file, published now or before. */
    private long importFile(String file, Surveyor surveyor, LogImporter importer) throws IOException {
        LogSource source = file.equals("-") ? LogSource.spooled(file, System.in) : LogSource.file(Path.of(file));
        Survey survey = surveyor.survey(source, rejectedFolder(file));
        printSurvey(file, survey);
        if (survey.events() == 0) {
            err().println(file + ": nothing to publish: no line is an event; is --format right?");
            return 0;
        }
        ImportOutcome outcome = importer.publish(
                survey,
                tenant,
                done -> out().printf(Locale.ROOT, "%s: %,d of %,d lines%n", file, done, survey.lines()));
        out().printf(
                        Locale.ROOT,
                        "%s: %,d lines: %,d events published, %,d had been before, %,d set aside%n",
                        file,
                        survey.lines(),
                        outcome.published(),
                        outcome.publishedBefore(),
                        survey.rejected());
        if (outcome.brokerStamps() && !late) {
            out().println(
                            "note: the topic has message.timestamp.type=LogAppendTime, so the broker stamped these records"
                                    + " itself; events of windows that are closed are delivered as late parts");
        }
        out().flush();
        return survey.events();
    }

    private void printSurvey(String file, Survey survey) {
        for (RejectedLine line : survey.firstRejected()) {
            err().println(file + ": " + line);
            err().println("    " + printable(line.content()));
        }
        survey.rejectedFile()
                .ifPresent(kept -> err().printf(
                                Locale.ROOT,
                                "%s: %,d lines are not events and are kept in %s%n",
                                file,
                                survey.rejected(),
                                kept));
        if (survey.leftOut() > 0) {
            err().printf(
                            Locale.ROOT,
                            "%s: %,d lines say more than an event takes (an ident, or fields after the last known one); that was"
                                    + " left out%n",
                            file,
                            survey.leftOut());
        }
        err().flush();
    }

    private void requireTenant() {
        if (!ExportId.isValid(tenant)) {
            throw usage("--tenant must match [a-z0-9][a-z0-9-]{0,62}");
        }
    }

    private AccessLogFormat logFormat() {
        return switch (format) {
            case "common" -> AccessLogFormat.COMMON;
            case "combined" -> AccessLogFormat.COMBINED;
            default -> throw usage("--format must be common or combined");
        };
    }

    private void requireFiles() {
        for (String file : files) {
            Path path = Path.of(file);
            if (!file.equals("-") && !(Files.isRegularFile(path) && Files.isReadable(path))) {
                throw usage(Files.exists(path) ? file + " is not a readable file" : file + " does not exist");
            }
        }
    }

    private Map<String, String> client() {
        Map<String, String> client = new HashMap<>();
        if (commandConfig != null) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(commandConfig, UTF_8)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw usage("--command-config " + commandConfig + " cannot be read as properties");
            }
            properties.stringPropertyNames().forEach(key -> client.put(key, properties.getProperty(key)));
        }
        String address = Optional.ofNullable(bootstrap)
                .or(() -> Optional.ofNullable(client.get("bootstrap.servers")))
                .or(() -> LocalState.bootstrap(data))
                .orElseThrow(() -> usage("no broker: start ./waybill local --stay, or say --bootstrap HOST:PORT"));
        if (!address.matches("[^\\s:,]*(\\[[^\\]]+\\])?[^\\s:,]*:\\d{1,5}(,.+)?")) {
            throw usage("--bootstrap must be HOST:PORT");
        }
        ClientLogin.missing(client).ifPresent(problem -> {
            throw usage("--command-config: " + problem);
        });
        client.put("bootstrap.servers", address);
        return client;
    }

    private Path rejectedFolder(String file) {
        if (rejected != null) {
            return rejected;
        }
        Path folder = file.equals("-") ? null : Path.of(file).toAbsolutePath().getParent();
        return folder == null ? Path.of("").toAbsolutePath() : folder;
    }

    /** The beginning of a line, with what could move the cursor replaced. */
    private static String printable(byte[] line) {
        String text = new String(line, 0, Math.min(line.length, SHOWN_CHARACTERS), UTF_8);
        return text.replaceAll("\\p{Cntrl}", "?") + (line.length > SHOWN_CHARACTERS ? "…" : "");
    }

    private static String describe(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
