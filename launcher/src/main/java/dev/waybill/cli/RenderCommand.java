package dev.waybill.cli;

import dev.waybill.app.SpecCheck;
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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code render}: writes every document that follows from the exports into a folder. */
@Command(
        name = "render",
        description = {
            "Write connectors and each tenant's IAM documents into a folder.",
            "Makes external ids for tenants that have none and keeps them beside the specs."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed, or with --check: something would change", "2:wrong usage or configuration"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class RenderCommand implements Callable<Integer> {
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

    @Option(
            names = {"--check", "--dry-run"},
            description = "Write nothing; show what would change, and exit with 1 if something would.")
    private boolean check;

    @Spec
    private CommandSpec spec;

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
        ExternalIds known = ExternalIds.read(tenants);
        ExternalIds ids = check ? known : known.completedFor(specs.tenants());
        Platform ours = PlatformReader.read(platform);
        OperatorRules operator = OperatorRules.read(tenants);
        SortedMap<String, String> files = SpecPlaces.inFiles(
                specs, () -> Rendering.of(specs.exports(), ids, ours, operator).files());
        RenderedFolder rendered = new RenderedFolder(out);
        SortedMap<String, FileChange> changes = rendered.changes(files);
        if (check) {
            changes.forEach((path, change) -> {
                printer.println(change.kind() + " " + out.resolve(path));
                change.lines().forEach(printer::println);
            });
            printer.println(changes.isEmpty() ? "nothing would change" : changes.size() + " files would change");
            return changes.isEmpty() ? CommandFrame.DONE : CommandFrame.FAILED;
        }
        if (!ids.equals(known)) {
            ids.write(tenants);
        }
        rendered.write(files);
        changes.forEach((path, change) -> printer.println(change.kind() + " " + out.resolve(path)));
        printer.println(files.size() + " files in " + out + ", " + changes.size() + " of them changed");
        return CommandFrame.DONE;
    }
}
