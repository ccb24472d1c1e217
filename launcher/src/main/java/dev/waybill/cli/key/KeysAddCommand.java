package dev.waybill.cli.key;

import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.files.WholeFile;
import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.key.VerifyingKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keys add}: the set of public keys that is published for readers. */
@Command(
        name = "add",
        description = {
            "Add a public key to a JSON key set, or change when it is valid; makes the set if there is none.",
            "A key is valid for what ended from --from on and before --until; what is not given stays as it is in the set."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:a file cannot be read or written", "2:wrong usage, or there is no key in the file"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class KeysAddCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SET", description = "The JSON key set.")
    private Path set;

    @Parameters(index = "1", paramLabel = "FILE", description = "PEM of one key.")
    private Path file;

    @Option(names = "--from", paramLabel = "TIME", description = "The first instant it may sign for.")
    private @Nullable Instant from;

    @Option(names = "--until", paramLabel = "TIME", description = "The first instant it may no longer sign for.")
    private @Nullable Instant until;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), this::add);
    }

    private int add(PrintWriter out) throws IOException {
        KeySet added = KeyFiles.publicKeys(file);
        if (added.byId().size() != 1) {
            throw new UsageException(
                    file + " must hold one key, not " + added.byId().size());
        }
        VerifyingKey plain = added.byId().values().iterator().next();
        Optional<KeySet> before = Files.exists(set) ? Optional.of(KeyFiles.publicKeys(set)) : Optional.empty();
        VerifyingKey bounded = before.flatMap(keys -> keys.find(plain.id())).orElse(plain);
        VerifyingKey key = CommandFrame.made(() -> new VerifyingKey(
                plain.key(),
                Optional.ofNullable(from).or(bounded::from),
                Optional.ofNullable(until).or(bounded::until)));
        KeySet one = KeySet.of(List.of(key));
        KeySet all = before.map(keys -> keys.and(one)).orElse(one);
        WholeFile.replace(set, all.json().getBytes(StandardCharsets.UTF_8));
        out.println("key " + key.id() + " is in " + set + ", which holds "
                + all.byId().size());
        return CommandFrame.DONE;
    }
}
