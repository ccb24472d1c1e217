package dev.waybill.cli;

import dev.waybill.app.SpecCheck;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.KubernetesOptions;
import dev.waybill.cli.frame.SpecPlaces;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.clients.KafkaClients;
import dev.waybill.render.FileChange;
import dev.waybill.render.Platform;
import dev.waybill.render.PlatformReader;
import dev.waybill.render.RenderedFolder;
import dev.waybill.render.Rendering;
import dev.waybill.spec.OperatorRules;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.spec.destination.ExternalIds;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code render}: writes every document that follows from the exports into a folder. */
@Command(
        name = "render",
        description = {
            "Write connectors and each tenant's IAM documents into a folder, and for Kubernetes, with Strimzi, topics and"
                    + " users, too.",
            "External ids are those of the catalog, on a cluster or in a copy. Documents that need one that is not"
                    + " there are left out, and named."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed, or with --check: something would change", "2:wrong usage or configuration"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class RenderCommand implements Callable<Integer> {
    private static final String WHY_LEFT_OUT =
            "it needs the tenant's external id, which stands in the catalog once apply"
                    + " has made it; say --bootstrap HOST:PORT, or --catalog FILE for a copy that apply --export has written";

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

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "rendered",
            description = "Where to write (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Mixin
    private final IdSource ids;

    @Mixin
    private KubernetesOptions kubernetes;

    @Option(
            names = {"--check", "--dry-run"},
            description = "Write nothing; show what would change, and exit with 1 if something would.")
    private boolean check;

    @Spec
    private CommandSpec spec;

    RenderCommand(KafkaClients clients) {
        this.ids = new IdSource(clients);
    }

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), this::render);
    }

    private int render(PrintWriter printer) throws IOException {
        if (!Files.isDirectory(tenants)) {
            throw new UsageException("--tenants must be the folder of all specs, not " + tenants
                    + ": what is rendered for other tenants would be taken away");
        }
        TenantSpecs specs = SpecCheck.read(tenants);
        ExternalIds known = ids.read();
        Platform ours = PlatformReader.read(platform);
        OperatorRules operator = OperatorRules.read(tenants);
        Rendering rendering = SpecPlaces.inFiles(specs, () -> Rendering.of(specs.exports(), known, ours, operator));
        SortedMap<String, String> files = rendering.files();
        files.putAll(kubernetes.files(
                specs.exports(),
                rendering.connectors(),
                ours.settings().platform().futureSkew()));
        RenderedFolder rendered = new RenderedFolder(out);
        requireNoneIsTakenAway(rendering.leftOut());
        SortedMap<String, FileChange> changes = rendered.changes(files);
        PrintWriter err = spec.commandLine().getErr();
        rendering.leftOut().forEach(path -> err.println("left out " + out.resolve(path) + ": " + WHY_LEFT_OUT));
        if (check) {
            changes.forEach((path, change) -> {
                printer.println(change.kind() + " " + out.resolve(path));
                change.lines().forEach(printer::println);
            });
            printer.println(changes.isEmpty() ? "nothing would change" : changes.size() + " files would change");
            return changes.isEmpty() ? CommandFrame.DONE : CommandFrame.FAILED;
        }
        rendered.write(files);
        changes.forEach((path, change) -> printer.println(change.kind() + " " + out.resolve(path)));
        printer.println(files.size() + " files in " + out + ", " + changes.size() + " of them changed");
        return CommandFrame.DONE;
    }

    /** An id that this call does not know is none that is gone. */
    private void requireNoneIsTakenAway(SortedSet<String> leftOut) {
        leftOut.stream().map(out::resolve).filter(Files::exists).findFirst().ifPresent(file -> {
            throw new UsageException(file + " holds an external id that this call does not know: " + WHY_LEFT_OUT);
        });
    }
}
