package dev.waybill.cli.key;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code keys}: what signs receipts, and what readers check them with. */
@Command(
        name = "keys",
        description = "Make and show the keys of receipts.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {KeysMakeCommand.class, KeysShowCommand.class, KeysAddCommand.class})
@SuppressWarnings("NullAway.Init") // set by picocli
public final class KeysCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Without a command: how to use it. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
