package dev.waybill.cli;

import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.cli.frame.ApplicationIdOption;
import dev.waybill.cli.frame.CatalogAccess;
import dev.waybill.cli.frame.ClusterOptions;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.ConnectOptions;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.clients.KafkaClients;
import dev.waybill.control.connect.ConnectAccess;
import dev.waybill.control.connect.ConnectorStates;
import dev.waybill.control.pause.KnownExports;
import dev.waybill.control.progress.LedgerLook;
import dev.waybill.control.progress.LogLook;
import dev.waybill.control.progress.LogPositions;
import dev.waybill.control.status.StatusReader;
import dev.waybill.control.status.StatusReport;
import dev.waybill.control.status.StatusTable;
import dev.waybill.topics.Cluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code status}: what is with the exports. */
@Command(
        name = "status",
        description = {
            "Say what rules each export now and next, what was emitted last, what is not delivered, and what is paused.",
            "What needs somebody comes first. Changes nothing."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is well", "1:something needs somebody, or failed", "2:wrong usage or configuration"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class StatusCommand implements Callable<Integer> {
    private static final Duration LOOK_PATIENCE = Duration.ofSeconds(10);

    @Parameters(index = "0", arity = "0..1", paramLabel = "TENANT", description = "One tenant only.")
    private @Nullable String tenant;

    @Parameters(index = "1", arity = "0..1", paramLabel = "EXPORT", description = "One export of it only.")
    private @Nullable String export;

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private ConnectOptions connect;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many exports to list; --json has all (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Mixin
    private ApplicationIdOption application;

    @Option(names = "--json", description = "Print everything as an object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    StatusCommand(KafkaClients clients) {
        this.cluster = new ClusterOptions(clients);
    }

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), this::print);
    }

    private int print(PrintWriter printer) throws IOException {
        if (limit < 1) {
            throw new UsageException("--limit must be at least 1");
        }
        Optional<ConnectAccess> access = connect.access();
        return cluster.run("waybill-status", (clients, settings) -> {
            StatusReport report = report(clients, settings, access);
            printer.print(json ? report.json() : new StatusTable(report, limit).text());
            return report.isWell() ? CommandFrame.DONE : CommandFrame.FAILED;
        });
    }

    private StatusReport report(KafkaClients clients, Map<String, Object> settings, Optional<ConnectAccess> access) {
        CatalogSnapshot catalog = CatalogAccess.read(clients, settings);
        PauseScope scope = scope(new KnownExports(catalog));
        try (Admin admin = clients.admin(settings);
                Consumer<byte[], byte[]> consumer = clients.consumer(LogLook.settings(settings))) {
            LogPositions positions = new LogPositions(admin);
            LogLook look = new LogLook(consumer, System::nanoTime, LOOK_PATIENCE);
            return new StatusReader(
                            new Cluster(admin), positions, look, new LedgerLook(positions, look), application.id())
                    .read(catalog, scope, access.map(found -> new ConnectorStates(found).byName()), Instant.now());
        }
    }

    private PauseScope scope(KnownExports known) {
        String owner = tenant;
        if (owner == null) {
            return PauseScope.EVERYTHING;
        }
        return known.find(export == null ? owner : owner + "/" + export);
    }
}
