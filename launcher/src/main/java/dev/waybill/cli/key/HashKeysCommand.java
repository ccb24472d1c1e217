package dev.waybill.cli.key;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hash-keys}: the keys that pseudonyms are made with. */
@Command(
        name = "hash-keys",
        description =
                "Look at the keys of the redaction hash: their fingerprints, who uses them, which may be destroyed.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class HashKeysCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Without a command: how to use it. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
