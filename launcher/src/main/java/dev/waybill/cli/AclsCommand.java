package dev.waybill.cli;

import dev.waybill.acls.AclText;
import dev.waybill.acls.Client;
import dev.waybill.acls.ClientGrants;
import dev.waybill.app.SpecCheck;
import dev.waybill.cli.frame.AclOptions;
import dev.waybill.cli.frame.ApplicationIdOption;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.SpecPlaces;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.connector.Connector;
import dev.waybill.render.Platform;
import dev.waybill.render.PlatformReader;
import dev.waybill.render.Rendering;
import dev.waybill.spec.OperatorRules;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.spec.destination.ExternalIds;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code acls}: the least rights of every program on a cluster that denies what is not granted. */
@Command(
        name = "acls",
        description = {
            "Print the ACLs that each program needs on the cluster, and no more, as commands of kafka-acls.sh.",
            "They follow from the same specs as topics and connectors. Talks to nothing."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:a file cannot be read", "2:wrong usage or configuration"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class AclsCommand implements Callable<Integer> {
    @Option(
            names = "--tenants",
            paramLabel = "FOLDER",
            defaultValue = "tenants",
            description = "Folder of all export specs (default: ${DEFAULT-VALUE}).")
    private Path tenants;

    @Option(
            names = "--platform",
            paramLabel = "FILE",
            defaultValue = "platform.yaml",
            description = "What the operator says about the platform (default: ${DEFAULT-VALUE}).")
    private Path platform;

    @Mixin
    private AclOptions acls;

    @Mixin
    private ApplicationIdOption application;

    @Option(names = "--repartition", description = "For an application with repartition: true.")
    private boolean repartition;

    @Option(
            names = "--only",
            paramLabel = "CLIENT",
            description = "Print those of one client; may be given several times.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            defaultValue = "localhost:9092",
            description = "Brokers that the printed commands name (default: ${DEFAULT-VALUE}).")
    private String bootstrap;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Kafka client properties that the printed commands name. The file is not read.")
    private @Nullable String commandConfig;

    @Option(names = "--json", description = "Print an array with an object for each grant.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), this::print);
    }

    private int print(PrintWriter printer) throws IOException {
        List<Client> wanted =
                only.stream().map(client -> AclOptions.client(client, "--only")).toList();
        List<ClientGrants> all = acls.grants(connectors(), application.id(), repartition);
        List<ClientGrants> clients = all.stream()
                .filter(client -> wanted.isEmpty() || wanted.contains(client.client()))
                .toList();
        printer.print(json ? AclText.json(clients) : AclText.commands(clients, connection()));
        return CommandFrame.DONE;
    }

    private List<String> connection() {
        List<String> options = new ArrayList<>(List.of("--bootstrap-server", bootstrap));
        if (commandConfig != null) {
            options.addAll(List.of("--command-config", commandConfig));
        }
        return options;
    }

    /** As {@code render} writes them; external ids change nothing about rights, so any do. */
    private List<Connector> connectors() throws IOException {
        if (!Files.isDirectory(tenants)) {
            throw new UsageException("--tenants must be the folder of all specs, not " + tenants);
        }
        TenantSpecs specs = SpecCheck.read(tenants);
        ExternalIds ids = new ExternalIds(Map.of()).completedFor(specs.tenants());
        Platform ours = PlatformReader.read(platform);
        OperatorRules operator = OperatorRules.read(tenants);
        return SpecPlaces.inFiles(
                specs, () -> Rendering.of(specs.exports(), ids, ours, operator).connectors());
    }
}
