package dev.waybill.receipt;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.ReceiptCadence;
import dev.waybill.verify.receipt.Late;
import dev.waybill.verify.receipt.Revision;
import dev.waybill.verify.receipt.Subject;
import dev.waybill.window.Window;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The receipts of an export beside those of its windows as they pass: of late events, and of what showed itself afterwards. */
final class ExtraReceipts {
    private final ExportId export;
    private final Kept kept;
    private final Issuer issuer;
    private final Position position;

    ExtraReceipts(ExportId export, Kept kept, Issuer issuer, Position position) {
        this.export = export;
        this.kept = kept;
        this.issuer = issuer;
        this.position = position;
    }

    /** States what is complete of it, as far as the slice goes; what belongs to a window comes after its receipt. */
    void look(Look look) {
        for (Extra extra : kept.extras().of(export)) {
            if (look.slice().isUsedUp()) {
                return;
            }
            if (position.state().isPast(extra.window().start())) {
                look(extra, look);
            }
        }
    }

    private void look(Extra extra, Look look) {
        Window window = extra.window();
        if (!look.isDecided(window.end())) {
            return;
        }
        Optional<Stretch> ruling = look.course().at(window.start());
        Optional<Stretch> stated = ruling.filter(stretch -> stretch.version().cadence() != ReceiptCadence.OFF);
        Optional<Stretch> stating = stated.filter(stretch -> stretch.has(window));
        // There may be thousands of which only this is to be seen.
        if (stating.isPresent() && !isPassed(extra, stating.get().version(), look)) {
            return;
        }
        look.slice().useStep();
        SortedMap<BatchName, StoredBatch> all = kept.batches().of(export, window, (name, batch) -> true);
        SortedMap<BatchName, StoredBatch> meant = new TreeMap<>(all);
        meant.entrySet().removeIf(batch -> !isMeant(extra, batch.getKey(), batch.getValue()));
        if (stating.isEmpty()) {
            // Nobody states them; they are let go once all has been said of them that will be.
            if (meant.values().stream().allMatch(StoredBatch::finished)
                    || ruling.filter(stretch -> !stretch.version().isRead()).isPresent()) {
                if (stated.isPresent()) {
                    look.outbox().contradiction(export, strange(meant.keySet()));
                }
                done(extra, meant);
            }
            return;
        }
        VersionTerms version = stating.get().version();
        SortedMap<BatchName, StoredBatch> awaited = extra.isRevision() ? all : meant;
        if (look.isDecided(decidedFor(extra))
                && !kept.isBehind(export, version.source())
                && awaited.values().stream().allMatch(StoredBatch::finished)
                && look.isAccepted(version)) {
            issue(extra, stating.get(), meant, look);
        }
    }

    private boolean isPassed(Extra extra, VersionTerms version, Look look) {
        return extra.isRevision()
                ? kept.progress(version.source()).isKnown()
                : look.watch().isPassed(version.source(), dueMillis(extra, version, look));
    }

    private void issue(Extra extra, Stretch stretch, SortedMap<BatchName, StoredBatch> meant, Look look) {
        VersionTerms version = stretch.version();
        long fromMillis = extra.isRevision()
                ? look.firstArrivalMillis(extra.window().start())
                : BatchName.hourStart(extra.slot()).toEpochMilli();
        Statements.Matter matter = new Statements.Matter(
                export,
                stretch,
                subject(extra, look),
                List.of(new Statements.Stated(extra.window(), meant)),
                false,
                fromMillis,
                dueMillis(extra, version, look),
                decidedFor(extra));
        ExportState after = issuer.issueOther(position.state(), version, matter, look);
        if (extra.isRevision()) {
            after = after.countNumbered();
        } else {
            kept.extras()
                    .lateIssued(
                            export,
                            extra.window(),
                            extra.slot(),
                            kept.progress(version.source()).furthestMillis());
        }
        position.put(after);
        done(extra, meant);
    }

    /** When its batches close; of a revision, when those of its window that were on time did. */
    private static long dueMillis(Extra extra, VersionTerms version, Look look) {
        return extra.isRevision()
                ? look.dueMillis(version, extra.window())
                : BatchName.hourStart(extra.slot() + 1)
                        .plus(look.slack(extra.window()))
                        .toEpochMilli();
    }

    private static boolean isMeant(Extra extra, BatchName name, StoredBatch batch) {
        return extra.isRevision() ? batch.afterwards() : name.slot() == extra.slot() && !batch.afterwards();
    }

    private static Instant decidedFor(Extra extra) {
        return extra.isRevision() ? extra.window().end() : BatchName.hourStart(extra.slot() + 1);
    }

    private Subject subject(Extra extra, Look look) {
        return extra.isRevision()
                ? new Revision(position.state().nextNumber(), issuedAt(extra.window(), look))
                : new Late(BatchName.hourStart(extra.slot()));
    }

    /** The time it is now, which is after the window: what follows it has had a receipt. */
    private static Instant issuedAt(Window window, Look look) {
        Instant now = look.slice().knownUpTo().truncatedTo(ChronoUnit.SECONDS);
        return now.isBefore(window.end()) ? window.end() : now;
    }

    static String strange(Collection<BatchName> batches) {
        return "the ledger has batches of a window that the catalog does not have: " + batches;
    }

    private void done(Extra extra, SortedMap<BatchName, StoredBatch> meant) {
        meant.keySet().forEach(kept.batches()::delete);
        kept.extras().delete(extra);
    }
}
