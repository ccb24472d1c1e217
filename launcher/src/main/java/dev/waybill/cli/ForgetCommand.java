package dev.waybill.cli;

import dev.waybill.cli.frame.AuthorOptions;
import dev.waybill.cli.frame.CatalogOutcome;
import dev.waybill.cli.frame.ClusterOptions;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.clients.KafkaClients;
import dev.waybill.contract.ExportId;
import dev.waybill.control.apply.CatalogCopy;
import dev.waybill.control.apply.KafkaTargetCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code forget}: deletes what is left of a tenant in the catalog. */
@Command(
        name = "forget",
        description = {
            "Delete the record of a tenant whose exports were all removed, and with it its external id, for good.",
            "What the tenant has not been delivered yet cannot be delivered any more: forget it late."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:forgotten",
            "1:failed, or somebody else has changed it meanwhile",
            "2:refused, the catalog does not know the tenant, or wrong usage"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ForgetCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "TENANT", description = "Id of the tenant.")
    private String tenant;

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private AuthorOptions author;

    @Spec
    private CommandSpec spec;

    ForgetCommand(KafkaClients clients) {
        this.cluster = new ClusterOptions(clients);
    }

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), this::forget);
    }

    private int forget(PrintWriter out) throws IOException {
        if (!ExportId.isValid(tenant)) {
            throw new UsageException("\"" + tenant + "\" is no tenant id; ids match " + ExportId.SYNTAX);
        }
        return cluster.run("waybill-apply", (clients, settings) -> {
            try (KafkaTargetCluster target = KafkaTargetCluster.open(clients, settings, "waybill")) {
                return CatalogOutcome.print(new CatalogCopy(target).forget(tenant, author.by()), "forgotten", out);
            }
        });
    }
}
