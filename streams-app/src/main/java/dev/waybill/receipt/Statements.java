package dev.waybill.receipt;

import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
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
import java.util.TreeMap;
import java.util.function.Consumer;

/** What a receipt says, from the batches that it is about. */
final class Statements {
    private final Kept kept;
    private final SettingsRecord settings;
    private final Consumer<String> contradictions;

    /** @param contradictions is told what the ledger says that cannot be true; what it is about is left out, and partial */
    Statements(Kept kept, SettingsRecord settings, Consumer<String> contradictions) {
        this.kept = kept;
        this.settings = settings;
        this.contradictions = contradictions;
    }

    /**
     * What a receipt is about.
     *
     * @param stretch the version that its windows are produced under
     * @param subject which of their events
     * @param windows each with its batches, all of them finished
     * @param lacksEvents whether there were events of the windows that are in none of these batches, and in no others either
     * @param fromMillis where the time of the receipt begins: in it, records that belong to nobody matter
     * @param untilMillis where it ends
     * @param decided the end of a reign is stated if it is no later
     */
    record Matter(
            ExportId export,
            Stretch stretch,
            Subject subject,
            List<Stated> windows,
            boolean lacksEvents,
            long fromMillis,
            long untilMillis,
            Instant decided) {}

    /** A window and those of its batches that are to be stated. */
    record Stated(Window window, SortedMap<BatchName, StoredBatch> batches, List<String> discarded) {
        Stated(Window window, SortedMap<BatchName, StoredBatch> batches) {
            this(window, batches, List.of());
        }

        /** These parts of it never come. */
        static Stated discarded(Window window, List<String> objects) {
            return new Stated(window, new TreeMap<>(BatchName.IN_ORDER), objects);
        }
    }

    Statement of(Matter matter) {
        VersionTerms version = matter.stretch().version();
        SourceProgress progress = kept.progress(version.source());
        boolean beganBefore =
                beganBefore(progress, matter.windows().get(0).window().start());
        boolean partial = beganBefore || matter.lacksEvents() || isUndecidedIn(matter);
        List<StatedWindow> windows = new ArrayList<>();
        for (Stated stated : matter.windows()) {
            SortedMap<BatchName, StoredBatch> sound = new TreeMap<>(stated.batches());
            for (Map.Entry<BatchName, StoredBatch> batch : stated.batches().entrySet()) {
                Optional<String> wrong = wrong(batch.getValue(), version.id());
                if (wrong.isPresent()) {
                    sound.remove(batch.getKey());
                    partial = true;
                    if (!beganBefore) {
                        contradictions.accept(
                                "the ledger contradicts itself about " + batch.getKey() + ": " + wrong.get());
                    }
                }
            }
            windows.add(window(stated, sound));
        }
        try {
            return new Statement(
                    matter.export(),
                    Optional.empty(),
                    matter.subject(),
                    terms(matter),
                    progress.partitions(),
                    remarks(matter, progress, partial),
                    windows);
        } catch (IllegalArgumentException e) {
            throw new CannotStateException("a receipt would contradict itself: " + e.getMessage(), e);
        }
    }

    private boolean isUndecidedIn(Matter matter) {
        String tenant = matter.export().tenant();
        Source source = matter.stretch().version().source();
        return matter.windows().stream().anyMatch(stated -> kept.undecided().touch(tenant, source, stated.window()));
    }

    /** Whether a window that starts then began before the ledger, which may lack events of it then. */
    private boolean beganBefore(SourceProgress progress, Instant start) {
        Instant since = Instant.ofEpochMilli(progress.sinceMillis());
        return start.isBefore(since.plus(futureSkew(settings, since)));
    }

    /** How far events may be ahead of their arrival, at most, by what was in force up to then. */
    static Duration futureSkew(SettingsRecord settings, Instant upTo) {
        return settings.platform().before(upTo).stream()
                .map(PlatformSettings::futureSkew)
                .reduce(settings.platform().entries().get(0).futureSkew(), (a, b) -> a.compareTo(b) > 0 ? a : b);
    }

    private StatedWindow window(Stated stated, SortedMap<BatchName, StoredBatch> batches) {
        LedgerCounts counts = LedgerCounts.NONE;
        EventSum sum = EventSum.ZERO;
        List<Part> parts = new ArrayList<>();
        for (Map.Entry<BatchName, StoredBatch> batch : batches.entrySet()) {
            counts = counts.plus(batch.getValue().counts());
            sum = sum.plus(batch.getValue().sum());
            parts.addAll(kept.batches().parts(batch.getKey()));
        }
        return new StatedWindow(
                stated.window(),
                new Counts(
                        counts.read(), counts.delivered(), counts.filtered(), counts.duplicate(), counts.withheld(), 0),
                sum,
                new InlineParts(parts),
                stated.discarded());
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
        if (partial && matter.subject().countsEvents()) {
            remarks.add(Remark.PARTIAL);
        }
        if (progress.isStampedByProducer()) {
            remarks.add(Remark.PRODUCER_ARRIVAL);
        }
        if (matter.subject().countsEvents() && progress.isUnattributedIn(matter.fromMillis(), matter.untilMillis())) {
            remarks.add(Remark.UNATTRIBUTED);
        }
        if (matter.stretch().version().redirected()) {
            remarks.add(Remark.REDIRECTED);
        }
        return remarks;
    }
}
