package dev.waybill.cli.verify;

import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.InstantText;
import dev.waybill.cli.frame.ProgressBar;
import dev.waybill.cli.frame.Terminal;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.cli.key.PublicKeySource;
import dev.waybill.contract.ExportId;
import dev.waybill.control.rows.FileRows;
import dev.waybill.verify.check.CheckedObjects;
import dev.waybill.verify.check.Expectations;
import dev.waybill.verify.check.Progress;
import dev.waybill.verify.check.Summary;
import dev.waybill.verify.check.Verifier;
import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.key.VerifyingKey;
import dev.waybill.verify.place.Place;
import dev.waybill.verify.receipt.SignedReceipt;
import dev.waybill.verify.receipt.UnreadableReceiptException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code verify}: whether what was delivered is complete and as it was delivered. */
@Command(
        name = "verify",
        description = {
            "Check a bucket or a folder against the signed receipts in it: nothing missing, changed or added.",
            "Reads only: a key needs s3:ListBucket on the bucket and s3:GetObject below the prefix."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:clean", "1:something is wrong, or cannot be read", "2:wrong usage"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private CheckedPlace checkedPlace;

    @Option(
            names = "--public-key",
            required = true,
            paramLabel = "FILE|URL",
            description = "The platform's public keys, PEM or a JSON key set, from where you trust it; never from the"
                    + " bucket that is checked. May be given several times.")
    private List<String> publicKeys;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = InstantText.class,
            description = "Every window that ended by then must have its receipt, such as 2026-03-04T05:00:00Z."
                    + " Without it, or --receipt, nobody can tell that the newest windows were cut off.")
    private @Nullable Instant until;

    @Option(
            names = "--receipt",
            paramLabel = "FILE",
            description =
                    "A receipt that you kept elsewhere: it and all that were issued before it must be there. May be"
                            + " given several times.")
    private List<Path> receipts = new ArrayList<>();

    @Option(names = "--tenant", paramLabel = "ID", description = "Whose receipts they must be.")
    private @Nullable String tenant;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "Remember there which objects are right, and do not read them again as long as their size and"
                    + " date (or ETag) stay the same: a check that was stopped goes on.")
    private @Nullable Path state;

    @Option(
            names = "--rows",
            description = "Look into each object: count its rows, and compute the sum over ids and times anew where the"
                    + " files have both. Reads everything, whatever --state remembers.")
    private boolean rows;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), this::verify);
    }

    private int verify(PrintWriter out) throws IOException, InterruptedException {
        if (tenant != null && !ExportId.isValid(tenant)) {
            throw new UsageException("--tenant must match " + ExportId.SYNTAX);
        }
        KeySet keys = PublicKeySource.standard().read(publicKeys);
        Expectations expectations = new Expectations(
                Clock.systemUTC().instant(), Optional.ofNullable(until), Optional.ofNullable(tenant), known(keys));
        try (Place place = checkedPlace.open();
                CheckedObjects checked = checked()) {
            Verifier verifier = new Verifier(keys, expectations, checked);
            return verify(out, place, rows ? verifier.withRows(new FileRows()) : verifier);
        } catch (NotDirectoryException e) {
            throw new UsageException(e.getFile() + " is not a folder");
        }
    }

    private int verify(PrintWriter out, Place place, Verifier verifier) throws IOException {
        VerifyReport report =
                json ? new VerifyJson(out, place.description()) : new VerifyText(out, place.description());
        Summary summary;
        if (Terminal.isThere()) {
            ProgressBar bar = new ProgressBar(spec.commandLine().getErr());
            try {
                summary = verifier.verify(
                        place,
                        finding -> {
                            bar.clear();
                            report.finding(finding);
                        },
                        bar);
            } finally {
                bar.clear();
            }
        } else {
            summary = verifier.verify(place, report::finding, Progress.NONE);
        }
        report.summary(summary);
        return summary.isClean() ? CommandFrame.DONE : CommandFrame.FAILED;
    }

    private CheckedObjects checked() throws IOException {
        if (state == null) {
            return CheckedObjects.none();
        }
        try {
            return CheckedObjects.in(state);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--state: " + e.getMessage());
        }
    }

    /** They come from elsewhere, so it is the reader who must know them to be genuine. */
    private List<SignedReceipt> known(KeySet keys) throws IOException {
        List<SignedReceipt> known = new ArrayList<>();
        for (Path file : receipts) {
            try {
                SignedReceipt receipt = SignedReceipt.read(Files.readAllBytes(file));
                Optional<VerifyingKey> key = keys.find(receipt.keyId());
                if (key.isEmpty() || !receipt.isSignedWith(key.get())) {
                    throw new UsageException("--receipt: " + file + " is not signed with one of the given keys");
                }
                receipt.content();
                known.add(receipt);
            } catch (UnreadableReceiptException e) {
                throw new UsageException("--receipt: " + file + " " + e.getMessage());
            }
        }
        return known;
    }
}
