package dev.waybill.cli;

import dev.waybill.cli.frame.ClusterOptions;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.Terminal;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.clients.KafkaClients;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.imports.ImportException;
import dev.waybill.imports.ImportOutcome;
import dev.waybill.imports.LogException;
import dev.waybill.imports.LogImporter;
import dev.waybill.imports.LogSource;
import dev.waybill.imports.Stamping;
import dev.waybill.imports.Survey;
import dev.waybill.imports.Surveyor;
import dev.waybill.imports.log.LogFormat;
import dev.waybill.imports.log.LogFormats;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./waybill import}: publishes existing access logs as download events. Exit codes 0, 1 and 2. */
@Command(
        name = "import",
        description = "Publishes existing access logs as download events of a tenant.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Every line is published or set aside in a .rejected file. The same log is published once per tenant and",
            "format: a second import adds only what the log has gained, and an interrupted one goes on."
        })
public final class ImportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--tenant", required = true, paramLabel = "ID", description = "Tenant the events belong to.")
    private String tenant = "";

    @Option(
            names = "--tenants",
            paramLabel = "DIR",
            defaultValue = "${sys:waybill.home:-.}/tenants",
            description =
                    "Folder of the tenants' export specs, to look --tenant up in. Default: tenants, beside waybill.")
    private Path tenants = Path.of("tenants");

    @Option(names = "--unknown-tenant", description = "Import even if no export in --tenants takes the events.")
    private boolean unknownTenant;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "Format of the logs: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Formats.class)
    private String format = "";

    @Option(
            names = "--log-format",
            paramLabel = "STRING",
            description = "With --format apache or nginx: the LogFormat or log_format of the server's configuration.")
    private @Nullable String logFormat;

    @Option(
            names = "--late",
            description = "Stamp the records now instead of with the lines' times, so that old events arrive late.")
    private boolean late;

    @Mixin
    private final ClusterOptions cluster;

    @Option(
            names = "--rejected",
            paramLabel = "DIR",
            description = "Where lines that are not events are kept. Default: beside the log; here for standard input.")
    private @Nullable Path rejected;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Logs, plain, gzip or zstd; - for standard input.")
    private List<String> files = List.of();

    ImportCommand(KafkaClients clients) {
        this.cluster = new ClusterOptions(clients);
    }

    /** The names of formats, for help and completion. */
    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return LogFormats.names().iterator();
        }
    }

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), this::run);
    }

    private int run(PrintWriter out) throws IOException {
        requireTenant();
        LogFormat chosen = CommandFrame.made(() -> LogFormats.of(format, Optional.ofNullable(logFormat)));
        ImportReport report = new ImportReport(out, spec.commandLine().getErr());
        List<String> there = filesThatAreThere(report);
        if (there.isEmpty()) {
            return CommandFrame.FAILED;
        }
        int exit = cluster.run(
                "waybill-import", (clients, settings) -> importFiles(there, report, chosen, clients, settings));
        return exit == CommandFrame.DONE && there.size() < files.size() ? CommandFrame.FAILED : exit;
    }

    private int importFiles(
            List<String> there,
            ImportReport report,
            LogFormat chosen,
            KafkaClients clients,
            Map<String, Object> settings)
            throws IOException {
        if (!isTenantMeant()) {
            return CommandFrame.WRONG_USAGE;
        }
        Clock clock = Clock.systemUTC();
        Instant now = clock.instant();
        Stamping stamping = late ? Stamping.NOW : Stamping.AS_IT_HAPPENED;
        return importFiles(
                there,
                report,
                new Surveyor(chosen, now),
                new LogImporter(clients, settings, Topics.input(Source.DOWNLOAD), chosen, stamping, now, clock));
    }

    /** A log that cannot be imported does not keep the next ones from it; a broker that cannot be used does. */
    private int importFiles(List<String> logs, ImportReport report, Surveyor surveyor, LogImporter importer) {
        boolean failed = false;
        boolean brokerStamps = false;
        for (String file : logs) {
            try {
                LogSource source =
                        file.equals("-") ? LogSource.spooled(file, System.in) : LogSource.file(Path.of(file));
                Survey survey = surveyor.survey(source, rejectedFolder(file));
                report.survey(file, survey);
                if (survey.events() == 0) {
                    report.nothingToPublish(file, survey);
                    failed |= survey.lines() > 0 || survey.isCutOff();
                } else {
                    ImportOutcome outcome =
                            importer.publish(survey, tenant, done -> report.progress(file, done, survey));
                    report.outcome(file, survey, outcome);
                    brokerStamps |= outcome.brokerStamps();
                }
            } catch (LogException e) {
                report.failed(file, String.valueOf(e.getMessage()));
                failed = true;
            } catch (IOException e) {
                report.failed(file, "cannot read it, or write its rejected lines: " + describe(e));
                failed = true;
            } catch (ImportException e) {
                report.failed(file, String.valueOf(e.getMessage()));
                return CommandFrame.FAILED;
            }
        }
        if (brokerStamps && !late) {
            report.brokerStamps();
        }
        return failed ? CommandFrame.FAILED : CommandFrame.DONE;
    }

    private void requireTenant() {
        if (!ExportId.isValid(tenant)) {
            throw new UsageException("--tenant must match [a-z0-9][a-z0-9-]{0,62}");
        }
    }

    /** Asks, or refuses where nobody is there to be asked, if the events would reach nobody. */
    private boolean isTenantMeant() throws IOException {
        Optional<String> doubt = unknownTenant ? Optional.empty() : TenantDoubt.about(tenant, Source.DOWNLOAD, tenants);
        if (doubt.isEmpty()) {
            return true;
        }
        if (!Terminal.isThere()) {
            throw new UsageException(doubt.get() + "\nto import all the same, add --unknown-tenant");
        }
        return Terminal.confirms(doubt.get() + "\nImport for \"" + tenant + "\" all the same?");
    }

    /** Says before anything is published which names are wrong, all of them; the others are imported. */
    private List<String> filesThatAreThere(ImportReport report) {
        List<String> there = new ArrayList<>();
        for (String file : files) {
            Optional<String> obstacle = file.equals("-") ? Optional.empty() : obstacle(Path.of(file));
            obstacle.ifPresentOrElse(reason -> report.failed(file, reason), () -> there.add(file));
        }
        return there;
    }

    private static Optional<String> obstacle(Path file) {
        if (!Files.exists(file)) {
            return Optional.of("there is no such file");
        }
        if (Files.isDirectory(file)) {
            return Optional.of("it is a folder; name the files in it");
        }
        return Files.isReadable(file) ? Optional.empty() : Optional.of("this user may not read it");
    }

    private Path rejectedFolder(String file) {
        if (rejected != null) {
            return rejected;
        }
        Path folder = file.equals("-") ? null : Path.of(file).toAbsolutePath().getParent();
        return folder == null ? Path.of("").toAbsolutePath() : folder;
    }

    private static String describe(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
