package dev.waybill.cli.console;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code console-token}: who may use the console. */
@Command(
        name = "console-token",
        description = "Make tokens for the console.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ConsoleTokenMakeCommand.class)
@SuppressWarnings("NullAway.Init") // set by picocli
public final class ConsoleTokenCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Without a command: how to use it. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
