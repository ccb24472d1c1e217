package dev.waybill.cli.key;

import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.kind.redaction.KeyReference;
import dev.waybill.secrets.SecretReferences;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hash-keys fingerprint}: what a spec states to say which key it means. */
@Command(
        name = "fingerprint",
        description = {
            "Print the fingerprint of a key, for the option fingerprint of the redaction hash.",
            "Reads the key from this machine's environment or files, and shows nothing else of it. Talks to nothing."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:no such secret, it is too short, or wrong usage"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class HashKeysFingerprintCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "REFERENCE",
            description = "As the spec has it, in single quotes: '$${env:NAME}' or '$${file:/path}'.")
    private String reference;

    @Spec
    private CommandSpec command;

    private final Map<String, String> environment;

    public HashKeysFingerprintCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        return CommandFrame.run(command.commandLine(), this::print);
    }

    private int print(PrintWriter out) {
        out.println(CommandFrame.made(() -> new SecretReferences(environment)
                .key(KeyReference.of(reference))
                .fingerprint()));
        return CommandFrame.DONE;
    }
}
