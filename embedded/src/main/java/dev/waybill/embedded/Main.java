package dev.waybill.embedded;

import dev.waybill.cli.ImportCommand;
import dev.waybill.cli.LogSettings;
import dev.waybill.cli.QuarantineCommand;
import dev.waybill.cli.RunCommand;
import dev.waybill.cli.TopologyCommand;
import dev.waybill.cli.ValidateCommand;
import dev.waybill.control.AclsCommand;
import dev.waybill.control.DescribeCommand;
import dev.waybill.control.RenderCommand;
import dev.waybill.control.RetryCommand;
import dev.waybill.control.TopicsCommand;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The one command {@code ./waybill}, under which every module's commands hang. */
@Command(
        name = "waybill",
        description = "Delivers a platform's download and audit logs to each tenant's own bucket.",
        mixinStandardHelpOptions = true,
        version = "waybill 0.1.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong usage or configuration"},
        subcommands = {
            LocalCommand.class,
            LocalStoreCommand.class,
            ImportCommand.class,
            ValidateCommand.class,
            TopicsCommand.class,
            RenderCommand.class,
            AclsCommand.class,
            DescribeCommand.class,
            RetryCommand.class,
            RunCommand.class,
            TopologyCommand.class,
            QuarantineCommand.class
        })
@SuppressWarnings("NullAway.Init") // set by picocli
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] args) {
        Optional<String> problem = LogSettings.problem(System.getenv());
        if (problem.isPresent()) {
            System.err.println(problem.get());
            System.exit(CommandLine.ExitCode.USAGE);
        }
        System.exit(execute(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    /** Runs the command and gives its exit code. */
    static int execute(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(Main::report)
                .execute(args);
    }

    /** Says what went wrong in one line: a stack trace helps only with what we did not foresee. */
    private static int report(Exception error, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (!(error instanceof EmbeddedException)) {
            throw error;
        }
        PrintWriter err = command.getErr();
        err.println("waybill: " + error.getMessage());
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Without a command: how to use it. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
