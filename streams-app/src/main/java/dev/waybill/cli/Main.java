package dev.waybill.cli;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands of this module alone, for an image that only runs the application. */
@Command(
        name = "waybill",
        description = "Delivers a platform's download and audit logs to each tenant's own bucket.",
        mixinStandardHelpOptions = true,
        version = "waybill 0.1.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong usage or configuration"},
        subcommands = {
            RunCommand.class,
            TopologyCommand.class,
            ValidateCommand.class,
            ImportCommand.class,
            QuarantineCommand.class
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] args) {
        Optional<String> problem = LogSettings.problem(System.getenv());
        if (problem.isPresent()) {
            System.err.println(problem.get());
            System.exit(CommandFrame.WRONG_USAGE);
        }
        System.exit(execute(args));
    }

    /** Runs a command and gives its exit code. */
    static int execute(String... args) {
        return new CommandLine(new Main()).execute(args);
    }

    /** Without a command: how to use it. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
