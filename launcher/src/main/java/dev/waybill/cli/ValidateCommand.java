package dev.waybill.cli;

import dev.waybill.app.SpecCheck;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.secrets.SecretReferences;
import dev.waybill.spec.TenantSpecs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code validate}: all problems of all export specs at once, with their places. */
@Command(
        name = "validate",
        description = {
            "Check the tenants' export specs: keys, values, filters, redactions, formats and schedules.",
            "Prints every problem of every file. Talks to nothing."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no problem", "1:a file cannot be read", "2:problems, or wrong usage"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ValidateCommand implements Callable<Integer> {
    @Option(
            names = "--tenants",
            paramLabel = "PATH",
            defaultValue = "tenants",
            description = "Folder of the export specs, or one spec (default: ${DEFAULT-VALUE}).")
    private Path tenants;

    @Option(names = "--secrets", description = "Also check that the secrets the specs refer to are there and usable.")
    private boolean secrets;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        return CommandFrame.run(command.commandLine(), this::validate);
    }

    private int validate(PrintWriter out) throws IOException {
        TenantSpecs specs = secrets
                ? SpecCheck.readAll(tenants, new SecretReferences(System.getenv()))
                        .orThrow()
                : SpecCheck.read(tenants);
        out.println("no problems: tenants=" + specs.tenants().size() + " exports="
                + specs.exports().size());
        return CommandFrame.DONE;
    }
}
