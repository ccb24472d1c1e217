package dev.waybill.cli.doctor;

import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.cli.frame.CatalogAccess;
import dev.waybill.cli.frame.ClusterOptions;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.ConnectOptions;
import dev.waybill.cli.frame.ProgressLine;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.clients.KafkaClients;
import dev.waybill.control.connect.ConnectAccess;
import dev.waybill.control.doctor.Doctor;
import dev.waybill.control.doctor.DoctorJson;
import dev.waybill.control.doctor.DoctorMetrics;
import dev.waybill.control.doctor.DoctorReport;
import dev.waybill.control.doctor.DoctorRequest;
import dev.waybill.control.doctor.DoctorText;
import dev.waybill.control.doctor.aws.AwsAccounts;
import dev.waybill.control.doctor.pipeline.KafkaPipeline;
import dev.waybill.control.pause.KnownExports;
import dev.waybill.render.Platform;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
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

/** {@code doctor}: tries a tenant's destinations out. */
@Command(
        name = "doctor",
        description = {
            "Try out what the platform may do in a tenant's account, with the platform's own credentials, and say what to"
                    + " change there: role, rights, encryption, ownership, region, topic and connector.",
            "Puts one test object below the prefix of each destination, _waybill/doctor.json; changes nothing else."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing has failed; there may be warnings, and checks that could not be made",
            "1:a check has failed, or the command",
            "2:wrong usage or configuration"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class DoctorCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "TENANT", description = "Whose exports.")
    private String tenant;

    @Parameters(index = "1", arity = "0..1", paramLabel = "EXPORT", description = "One export of it only.")
    private @Nullable String export;

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private ConnectOptions connect;

    @Mixin
    private DoctorOptions options;

    @Option(names = "--json", description = "Print everything as an object.")
    private boolean json;

    @Option(names = "--metrics", description = "Print how many checks have ended how, in Prometheus' text format.")
    private boolean metrics;

    @Spec
    private CommandSpec spec;

    public DoctorCommand(KafkaClients clients) {
        this.cluster = new ClusterOptions(clients);
    }

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), this::look);
    }

    private int look(PrintWriter out) throws IOException {
        if (json && metrics) {
            throw new UsageException("say either --json or --metrics");
        }
        Optional<ConnectAccess> access = connect.access();
        try (ProgressLine progress = ProgressLine.on(spec.commandLine().getErr())) {
            DoctorReport report =
                    cluster.ask("waybill-doctor", (clients, settings) -> report(clients, settings, access, progress));
            progress.close();
            print(report, out);
            return report.isWell() ? CommandFrame.DONE : CommandFrame.FAILED;
        }
    }

    private DoctorReport report(
            KafkaClients clients, Map<String, Object> settings, Optional<ConnectAccess> access, ProgressLine progress)
            throws IOException {
        progress.begins("reading the catalog");
        CatalogSnapshot catalog = CatalogAccess.read(clients, settings);
        PauseScope scope = new KnownExports(catalog).find(export == null ? tenant : tenant + "/" + export);
        Optional<Path> localData = cluster.localData();
        Platform platform = DoctorOptions.platform(catalog, localData);
        DoctorRequest request = DoctorRequest.ofCatalog(catalog, tenant, scope.export(), platform, options.patience());
        if (request.exports().isEmpty()) {
            throw new UsageException("no version rules " + (export == null ? tenant : tenant + "/" + export)
                    + ", or this program cannot read its spec;" + " ./waybill status " + tenant + " says more");
        }
        try (AwsAccounts accounts = options.accounts(platform, localData);
                KafkaPipeline pipeline = KafkaPipeline.open(clients, settings, access)) {
            return new Doctor(accounts, pipeline, Clock.systemUTC(), System::nanoTime, progress).check(request);
        }
    }

    private void print(DoctorReport report, PrintWriter out) {
        if (json) {
            out.print(DoctorJson.text(report));
        } else if (metrics) {
            out.print(DoctorMetrics.text(report));
        } else {
            DoctorText.lines(report).forEach(out::println);
        }
    }
}
