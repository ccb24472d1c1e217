package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.control.rows.FileRows;
import dev.waybill.verify.check.CheckedObjects;
import dev.waybill.verify.check.Expectations;
import dev.waybill.verify.check.Finding;
import dev.waybill.verify.check.FindingKind;
import dev.waybill.verify.check.Progress;
import dev.waybill.verify.check.Summary;
import dev.waybill.verify.check.Verifier;
import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.place.FolderPlace;
import dev.waybill.verify.place.Place;
import dev.waybill.verify.receipt.ReceiptSigner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** Judges what was delivered as {@code verify --rows} does. Who issues and who judges share a key by its folder. */
final class ReceiptJudge {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** What may be there although nothing is wrong: files of a sink that was killed, and sums that a format cannot have. */
    private static final Set<FindingKind> HARMLESS = Set.of(FindingKind.UNFINISHED, FindingKind.NO_SUM);

    private final LocalReceiptKey key;

    /** @param root its folder {@code receipts} holds the key, which is made if it is missing */
    ReceiptJudge(Path root) {
        key = LocalReceiptKey.open(root.resolve("receipts"));
    }

    ReceiptSigner signer() {
        return new ReceiptSigner(key.key());
    }

    KeySet keys() {
        return KeySet.of(List.of(key.key().verifyingKey()));
    }

    /** Everything that is found, notes included, of a place whose windows up to a time must have receipts. */
    List<Finding> findings(Place place, Instant until) throws IOException {
        List<Finding> findings = new ArrayList<>();
        check(place, until, findings);
        return findings;
    }

    /**
     * Waits until each window that ended by a time has its receipt, and each object is named by one; nothing may be missing,
     * altered or too much.
     *
     * @param folder is asked for at every attempt
     */
    Summary awaitClean(Callable<Path> folder, Instant until) {
        Summary[] clean = new Summary[1];
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> clean[0] = requireClean(folder.call(), until));
        return clean[0];
    }

    private Summary requireClean(Path folder, Instant until) throws IOException {
        assertThat(folder).isDirectory();
        List<Finding> findings = new ArrayList<>();
        Summary summary = check(new FolderPlace(folder), until, findings);
        assertThat(findings)
                .as("what verify finds in %s", folder)
                .filteredOn(finding -> !HARMLESS.contains(finding.kind()))
                .isEmpty();
        assertThat(summary.exports())
                .as("all that there are receipts of")
                .isNotEmpty()
                .allSatisfy(export -> assertThat(export.counts().delivered()).isPositive());
        return summary;
    }

    private Summary check(Place checked, Instant until, List<Finding> findings) throws IOException {
        Expectations expectations = new Expectations(Instant.now(), Optional.of(until), Optional.empty(), List.of());
        try (Place place = checked;
                CheckedObjects none = CheckedObjects.none()) {
            return new Verifier(keys(), expectations, none)
                    .withRows(new FileRows())
                    .verify(place, findings::add, Progress.NONE);
        }
    }
}
