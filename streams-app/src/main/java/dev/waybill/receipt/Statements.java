package dev.waybill.receipt;

import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.contract.ExportId;
import dev.waybill.ledger.LedgerCounts;
import dev.waybill.verify.receipt.Counts;
import dev.waybill.verify.receipt.EventSum;
import dev.waybill.verify.receipt.InlineParts;
import dev.waybill.verify.receipt.Part;
import dev.waybill.verify.receipt.Remark;
import dev.waybill.verify.receipt.StatedSchedule;
import dev.waybill.verify.receipt.StatedWindow;
import dev.waybill.verify.receipt.Statement;
import dev.waybill.verify.receipt.Subject;
import dev.waybill.verify.receipt.Terms;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** What a receipt says, from the batches that it is about. */
final class Statements {
    private final Kept kept;
    private final Optional<String> replay;
    private final SettingsRecord settings;

    /** @param replay the id of the replay that they are of; empty for live delivery */
    Statements(Kept kept, Optional<String> replay, SettingsRecord settings) {
        this.kept = kept;
        this.replay = replay;
        this.settings = settings;
    }

    /**
     * What a receipt is about.
     *
     * @param stretch the version that its windows are produced under
     * @param subject which of their events
     * @param windows each with its batches, all of them finished
     * @param fromMillis where the time of the receipt begins: in it, records that belong to nobody matter
     * @param untilMillis where it ends
     * @param decided the end of a reign is stated if it is no later
     */
    record Matter(
            ExportId export,
            Stretch stretch,
            Subject subject,
            List<Stated> windows,
            long fromMillis,
            long untilMillis,
            Instant decided) {}

    /** A window and those of its batches that are to be stated. */
    record Stated(Window window, SortedMap<BatchName, StoredBatch> batches) {
        boolean isFinished() {
            return batches.values().stream().allMatch(StoredBatch::finished);
        }
    }

    /** @throws CannotStateException if what the ledger says cannot be true */
    Statement of(Matter matter) {
        VersionTerms version = matter.stretch().version();
        SourceProgress progress = kept.progress(version.source());
        boolean partial = isPartial(progress, matter.windows().get(0).window().start());
        List<StatedWindow> windows = new ArrayList<>();
        for (Stated stated : matter.windows()) {
            windows.add(window(stated, version.id(), partial));
        }
        try {
            return new Statement(
                    matter.export(),
                    replay,
                    matter.subject(),
                    terms(matter),
                    progress.partitions(),
                    remarks(matter, progress, partial),
                    windows);
        } catch (IllegalArgumentException e) {
            throw new CannotStateException("a receipt would contradict itself: " + e.getMessage(), e);
        }
    }

    /**
     * Whether the ledger may lack events of a window that starts then. Events may come before their time, as far as the
     * future skew allows.
     */
    boolean isPartial(SourceProgress progress, Instant start) {
        Instant since = Instant.ofEpochMilli(progress.sinceMillis());
        Duration skew = settings.platform().before(since).stream()
                .map(PlatformSettings::futureSkew)
                .reduce(settings.platform().entries().get(0).futureSkew(), (a, b) -> a.compareTo(b) > 0 ? a : b);
        return start.isBefore(since.plus(skew));
    }

    private StatedWindow window(Stated stated, String version, boolean partial) {
        LedgerCounts counts = LedgerCounts.NONE;
        EventSum sum = EventSum.ZERO;
        List<Part> parts = new ArrayList<>();
        for (Map.Entry<BatchName, StoredBatch> entry : stated.batches().entrySet()) {
            StoredBatch batch = entry.getValue();
            Optional<String> wrong = wrong(batch, version);
            if (wrong.isEmpty()) {
                counts = counts.plus(batch.counts());
                sum = sum.plus(batch.sum());
                parts.addAll(kept.batches().parts(entry.getKey()));
            } else if (!partial) {
                throw new CannotStateException(
                        "the ledger contradicts itself about " + entry.getKey() + ": " + wrong.get());
            }
        }
        try {
            return new StatedWindow(
                    stated.window(),
                    new Counts(
                            counts.read(),
                            counts.delivered(),
                            counts.filtered(),
                            counts.duplicate(),
                            counts.withheld(),
                            0),
                    sum,
                    new InlineParts(parts));
        } catch (IllegalArgumentException e) {
            throw new CannotStateException(
                    "the ledger contradicts itself about the window "
                            + stated.window().start() + ": " + e.getMessage(),
                    e);
        }
    }

    private static Optional<String> wrong(StoredBatch batch, String version) {
        if (!batch.contradiction().isEmpty()) {
            return Optional.of(batch.contradiction());
        }
        return batch.version().equals(version)
                ? Optional.empty()
                : Optional.of("its version is " + batch.version() + ", and " + version + " rules");
    }

    /** The end of a reign is stated once it is past, so that what is stated does not depend on when that is done. */
    private static Terms terms(Matter matter) {
        Stretch stretch = matter.stretch();
        return new Terms(
                stretch.version().id(),
                stretch.ruled().from(),
                stretch.ruled().until().filter(end -> !end.isAfter(matter.decided())),
                StatedSchedule.of(stretch.version().schedule()));
    }

    private static Set<Remark> remarks(Matter matter, SourceProgress progress, boolean partial) {
        Set<Remark> remarks = EnumSet.noneOf(Remark.class);
        if (partial) {
            remarks.add(Remark.PARTIAL);
        }
        if (progress.isStampedByProducer()) {
            remarks.add(Remark.PRODUCER_ARRIVAL);
        }
        if (progress.isUnattributedIn(matter.fromMillis(), matter.untilMillis())) {
            remarks.add(Remark.UNATTRIBUTED);
        }
        if (matter.stretch().version().redirected()) {
            remarks.add(Remark.REDIRECTED);
        }
        return remarks;
    }
}
