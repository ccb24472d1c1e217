package dev.waybill.cli.key;

import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.files.OwnerOnly;
import dev.waybill.files.WholeFile;
import dev.waybill.verify.key.SigningKey;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keys make}: a new pair of keys. */
@Command(
        name = "make",
        description = {
            "Make a key that signs receipts, NAME.pem, readable by its owner only, and its public half, NAME.pub.pem.",
            "Never replaces a file."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:a file cannot be written", "2:wrong usage, or there is a file of that name"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class KeysMakeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "Path of the files, without .pem.")
    private Path name;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), this::make);
    }

    private int make(PrintWriter out) throws IOException {
        Path privateFile = Path.of(name + ".pem");
        Path publicFile = Path.of(name + ".pub.pem");
        for (Path file : List.of(privateFile, publicFile)) {
            if (Files.exists(file)) {
                throw new UsageException(
                        file + " exists; name another, since a key that is lost signs nothing any more");
            }
        }
        SigningKey key = SigningKey.generate();
        try (OutputStream file = OwnerOnly.newFile(privateFile)) {
            file.write(key.privatePem().getBytes(StandardCharsets.US_ASCII));
        }
        WholeFile.replace(publicFile, key.verifyingKey().pem().getBytes(StandardCharsets.US_ASCII));
        out.println("key " + key.id());
        out.println("private, for the platform alone: " + privateFile);
        out.println("public, for all readers: " + publicFile);
        return CommandFrame.DONE;
    }
}
