package dev.waybill.receipt;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.ReceiptCadence;
import dev.waybill.verify.receipt.Discard;
import dev.waybill.verify.receipt.ReceiptSigner;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The receipts of an export that name the parts which were discarded after they had been emitted. */
final class DiscardReceipts {
    /** A sink passes over the parts of a window one after the other: they are named together once there were none for so long. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    /** The catalog says so before a sink does; what it does not say after so long is not true. */
    private static final Duration DOUBTED = Duration.ofDays(1);

    private final ExportId export;
    private final Kept kept;
    private final Issuer issuer;
    private final Position position;

    DiscardReceipts(ExportId export, Kept kept, Issuer issuer, Position position) {
        this.export = export;
        this.kept = kept;
        this.issuer = issuer;
        this.position = position;
    }

    /** States what has been discarded, as far as the slice goes; of a window after its receipt. */
    void look(Look look) {
        kept.discards().pending(export).forEach((window, pending) -> {
            if (!look.slice().isUsedUp() && position.state().isPast(window.start())) {
                look(window, pending, look);
            }
        });
    }

    private void look(Window window, Discards.Pending pending, Look look) {
        look.slice().useStep();
        if (!look.isDecided(window.end())) {
            return;
        }
        Optional<Stretch> stating = look.course()
                .at(window.start())
                .filter(stretch -> stretch.version().cadence() != ReceiptCadence.OFF)
                .filter(stretch -> stretch.has(window));
        if (stating.isEmpty()) {
            kept.discards().delete(export, window, pending.names());
            return;
        }
        Optional<Instant> decided = look.discardedAt(window);
        VersionTerms version = stating.get().version();
        if (decided.isEmpty()) {
            if (isPassed(version, pending.newest().plus(DOUBTED), look)) {
                kept.discards().delete(export, window, pending.names());
            }
        } else if (isPassed(version, pending.newest().plus(SETTLED), look) && look.isAccepted(version)) {
            List<String> names =
                    pending.names().subList(0, Math.min(pending.names().size(), ReceiptSigner.MAX_PARTS));
            issue(stating.get(), window, names, decided.get(), look);
            kept.discards().stated(export, window, names, pending.newest());
            if (names.size() < pending.names().size()) {
                look.watch().stir();
            }
        }
    }

    private static boolean isPassed(VersionTerms version, Instant time, Look look) {
        return look.watch().isPassed(version.source(), time.toEpochMilli());
    }

    private void issue(Stretch stretch, Window window, List<String> names, Instant decided, Look look) {
        Statements.Matter matter = new Statements.Matter(
                export,
                stretch,
                new Discard(position.state().nextNumber(), decided.truncatedTo(ChronoUnit.SECONDS)),
                List.of(Statements.Stated.discarded(window, names)),
                false,
                window.start().toEpochMilli(),
                window.end().toEpochMilli(),
                window.end());
        position.put(issuer.issueOther(position.state(), stretch.version(), matter, look)
                .countNumbered());
    }
}
