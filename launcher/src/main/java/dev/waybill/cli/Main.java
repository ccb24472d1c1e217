package dev.waybill.cli;

import dev.waybill.build.BuildInfo;
import dev.waybill.cli.apply.ApplyCommand;
import dev.waybill.cli.apply.PlanCommand;
import dev.waybill.cli.console.ConsoleCommand;
import dev.waybill.cli.console.ConsoleTokenCommand;
import dev.waybill.cli.doctor.DoctorCommand;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.LogSettings;
import dev.waybill.cli.key.HashKeysCommand;
import dev.waybill.cli.key.HashKeysDestroyableCommand;
import dev.waybill.cli.key.HashKeysFingerprintCommand;
import dev.waybill.cli.key.HashKeysListCommand;
import dev.waybill.cli.key.KeysCommand;
import dev.waybill.cli.preview.PreviewCommand;
import dev.waybill.cli.quarantine.QuarantineCommand;
import dev.waybill.cli.quarantine.QuarantineShowCommand;
import dev.waybill.cli.replay.ReplayCommand;
import dev.waybill.cli.size.SizeCommand;
import dev.waybill.cli.verify.VerifyCommand;
import dev.waybill.clients.KafkaClients;
import dev.waybill.clients.RealClients;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one command {@code ./waybill}, under which all others hang. */
@Command(
        name = "waybill",
        description = "Delivers a platform's download and audit logs to each tenant's own bucket.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong usage or configuration"})
@SuppressWarnings("NullAway.Init") // set by picocli
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
        System.exit(execute(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    /** Runs the command and gives its exit code. */
    public static int execute(PrintWriter out, PrintWriter err, String... args) {
        return withCommands().setOut(out).setErr(err).execute(args);
    }

    /** The command with all that hang under it. */
    public static CommandLine withCommands() {
        return withCommands(new RealClients());
    }

    /** The same, on the cluster that these clients belong to. */
    static CommandLine withCommands(KafkaClients clients) {
        CommandLine quarantine = new CommandLine(new QuarantineCommand());
        CommandLine command = new CommandLine(new Main());
        ServiceLoader.load(MoreCommands.class).forEach(more -> more.commands().forEach(command::addSubcommand));
        command.addSubcommand(new ImportCommand(clients))
                .addSubcommand(new ValidateCommand())
                .addSubcommand(new PlanCommand(clients))
                .addSubcommand(new ApplyCommand(clients))
                .addSubcommand(new ForgetCommand(clients))
                .addSubcommand(new TopicsCommand(clients))
                .addSubcommand(new RenderCommand(clients))
                .addSubcommand(new AclsCommand())
                .addSubcommand(new DescribeCommand())
                .addSubcommand(new SizeCommand())
                .addSubcommand(new StatusCommand(clients))
                .addSubcommand(new DoctorCommand(clients))
                .addSubcommand(new PauseCommand(clients))
                .addSubcommand(new ResumeCommand(clients))
                .addSubcommand(new RetryCommand(clients))
                .addSubcommand(new ReplayCommand())
                .addSubcommand(new PreviewCommand(clients))
                .addSubcommand(new RunCommand())
                .addSubcommand(new ConsoleCommand(clients))
                .addSubcommand(new ConsoleTokenCommand())
                .addSubcommand(new TopologyCommand())
                .addSubcommand(hashKeys(clients))
                .addSubcommand(quarantine.addSubcommand(new QuarantineShowCommand(clients)))
                .addSubcommand(new VerifyCommand())
                .addSubcommand(new KeysCommand())
                .setParameterExceptionHandler(Main::wrongUsage);
        sayVersion(command);
        return command;
    }

    /** Each command has the option, and all are of the same build. */
    private static void sayVersion(CommandLine command) {
        command.getCommandSpec().version("waybill " + BuildInfo.current());
        command.getSubcommands().values().forEach(Main::sayVersion);
    }

    private static CommandLine hashKeys(KafkaClients clients) {
        return new CommandLine(new HashKeysCommand())
                .addSubcommand(new HashKeysFingerprintCommand(System.getenv()))
                .addSubcommand(new HashKeysListCommand(clients, Clock.systemUTC()))
                .addSubcommand(new HashKeysDestroyableCommand(clients, Clock.systemUTC()));
    }

    /** Says what is wrong, and where help is: a page of options below it would push the message out of sight. */
    private static int wrongUsage(ParameterException wrong, String[] args) {
        PrintWriter err = wrong.getCommandLine().getErr();
        err.println(wrong.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
            err.println(
                    "All options: ./" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        }
        return CommandFrame.WRONG_USAGE;
    }

    /** Without a command: how to use it. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
