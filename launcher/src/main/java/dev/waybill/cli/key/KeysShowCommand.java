package dev.waybill.cli.key;

import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.key.VerifyingKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keys show}: the public half, never the private one. */
@Command(
        name = "show",
        description =
                "Show the public keys in a file or at an address, of a private key its public half, and their ids.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the file cannot be read", "2:wrong usage, or there is no key in it"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class KeysShowCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "FILE|URL",
            description = "PEM of a private or public key, or a JSON key set; by https as readers get it.")
    private String source;

    @Option(names = "--json", description = "Print a JSON key set.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), this::show);
    }

    private int show(PrintWriter out) throws IOException, InterruptedException {
        KeySet keys = PublicKeySource.isAddress(source)
                ? PublicKeySource.standard().read(source)
                : KeyFiles.publicKeys(Path.of(source));
        if (json) {
            out.print(keys.json());
            return CommandFrame.DONE;
        }
        for (VerifyingKey key : keys.byId().values()) {
            out.println("key " + key.id()
                    + key.from().map(from -> " from " + from).orElse("")
                    + key.until().map(until -> " until " + until).orElse(""));
            out.print(key.pem());
        }
        return CommandFrame.DONE;
    }
}
