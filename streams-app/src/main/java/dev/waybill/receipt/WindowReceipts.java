package dev.waybill.receipt;

import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.ReceiptCadence;
import dev.waybill.verify.receipt.Day;
import dev.waybill.verify.receipt.OnTime;
import dev.waybill.verify.receipt.Subject;
import dev.waybill.window.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The receipts of an export's windows as they pass: what came on time. Windows are stated in their order, so that none can be
 * left out.
 */
final class WindowReceipts {
    private final ExportId export;
    private final Kept kept;
    private final Issuer issuer;
    private final Position position;

    /** The next windows to be stated, as far as the catalog and these settings say; null where that is to be found out. */
    private @Nullable Group next;

    private @Nullable SettingsRecord nextUnder;

    WindowReceipts(ExportId export, Kept kept, Issuer issuer, Position position) {
        this.export = export;
        this.kept = kept;
        this.issuer = issuer;
        this.position = position;
    }

    /** The catalog has changed, so the next windows may be others. */
    void forgetNext() {
        next = null;
    }

    /** When the oldest windows were due that have no receipt, milliseconds; empty if it is not known. */
    Optional<Long> nextDueMillis() {
        return Optional.ofNullable(next).map(Group::dueMillis);
    }

    /** States what is complete, as far as the slice goes. */
    void look(Look look) {
        do {
            look.slice().useStep();
            if (position.state().position().isEmpty() && !begin(look)) {
                return;
            }
        } while (!look.slice().isUsedUp() && pass(look));
    }

    /** Finds out where receipts begin; answers whether that is known. */
    private boolean begin(Look look) {
        Instant begin = null;
        Instant end = null;
        Iterator<Stretch> stretches = look.course().from(Instant.MIN).iterator();
        while (stretches.hasNext()) {
            Stretch stretch = stretches.next();
            SourceProgress progress = kept.progress(stretch.version().source());
            if (!progress.isKnown()) {
                return false;
            }
            Instant since = Instant.ofEpochMilli(progress.sinceMillis());
            Instant from = stretch.ruled().from();
            if (stretch.goesOnAt(since)) {
                begin = from.isBefore(since) ? stretch.windowAt(since).start() : from;
                end = stretch.windowAt(begin).end();
                break;
            }
            begin = stretch.ruled().until().orElseThrow();
            end = since;
        }
        if (begin == null || end == null || !look.isDecided(end)) {
            return false;
        }
        position.put(position.state().at(begin));
        for (Map.Entry<BatchName, StoredBatch> early :
                kept.batches().onTimeBefore(export, begin).entrySet()) {
            kept.batches().put(early.getKey(), early.getValue().leftBehind());
            kept.extras().add(Extra.revision(export, early.getKey().window()));
        }
        return true;
    }

    /**
     * Where the first receipt of an export is that was said to have begun before it was made: at its first window with events, or
     * at the one that it was made in. Nobody wants receipts of the years before. Empty where nothing is to be passed over.
     */
    private Optional<Instant> firstWanted(Look look) {
        Instant reached = position.state().position().orElseThrow();
        Instant made = look.course().madeAt();
        if (position.state().chains() > 0 || !reached.isBefore(made)) {
            return Optional.empty();
        }
        Optional<Stretch> stretch = look.course().from(reached).findFirst();
        if (stretch.isEmpty()) {
            return Optional.empty();
        }
        Instant last = stretch.get().goesOnAt(made)
                ? stretch.get().windowAt(made).start()
                : stretch.get().ruled().until().orElse(made);
        Instant first = kept.batches().firstOnTimeBefore(export, last).orElse(last);
        return Optional.of(first).filter(reached::isBefore);
    }

    /** Passes over windows before the first receipt once nothing can come of them; answers whether it has. */
    private boolean passOver(Look look, Instant first) {
        Stretch stretch = look.course()
                .from(position.state().position().orElseThrow())
                .findFirst()
                .orElseThrow();
        Window before = stretch.windowAt(first.minusNanos(1));
        if (!look.isDecided(first)
                || !look.watch().isPassed(stretch.version().source(), look.dueMillis(stretch.version(), before))) {
            return false;
        }
        position.put(position.state().at(first));
        next = null;
        return true;
    }

    /** States the next windows if they are complete; answers whether it has. */
    private boolean pass(Look look) {
        Optional<Instant> first = firstWanted(look);
        if (first.isPresent()) {
            return passOver(look, first.get());
        }
        Optional<Group> found = next(look);
        if (found.isEmpty()) {
            return false;
        }
        Group group = found.get();
        Stretch stretch = group.stretch();
        VersionTerms version = stretch.version();
        if (!look.watch().isPassed(version.source(), group.dueMillis())
                || !look.isDecided(group.end())
                || kept.isBehind(export, version.source())) {
            return false;
        }
        SortedMap<BatchName, StoredBatch> batches = kept.batches().onTimeBefore(export, group.end());
        if (version.isRead() && batches.values().stream().anyMatch(batch -> !batch.finished())) {
            return false;
        }
        long turnMillis = group.dueMillis() + issuer.spreadMillis(export);
        if (batches.isEmpty() && !look.watch().isPassed(version.source(), turnMillis)) {
            return false;
        }
        List<BatchName> strange = batches.keySet().stream()
                .filter(name -> !group.windows().contains(name.window()))
                .toList();
        if (version.cadence() != ReceiptCadence.OFF) {
            if (!look.isAccepted(version)) {
                return false;
            }
            Statements.Matter matter = new Statements.Matter(
                    export,
                    stretch,
                    subject(look.course(), group),
                    windowsOf(group, batches),
                    strange.stream().anyMatch(name -> name.window().end().isAfter(group.start())),
                    look.firstArrivalMillis(group.start()),
                    group.dueMillis(),
                    group.end());
            position.put(issuer.issueWindows(position.state(), version, matter, look));
            if (!strange.isEmpty()) {
                look.outbox().contradiction(export, ExtraReceipts.strange(strange));
            }
        }
        batches.keySet().stream()
                .filter(name -> !name.window().end().isAfter(group.end()))
                .forEach(kept.batches()::delete);
        position.put(position.state().at(group.end()));
        next = null;
        return true;
    }

    private static Subject subject(Course of, Group group) {
        VersionTerms version = group.stretch().version();
        Optional<Instant> follows = of.next(version.place(), group.end());
        return version.cadence() == ReceiptCadence.DAILY ? new Day(follows) : new OnTime(follows);
    }

    private static List<Statements.Stated> windowsOf(Group group, SortedMap<BatchName, StoredBatch> batches) {
        Map<Window, SortedMap<BatchName, StoredBatch>> byWindow = new TreeMap<>();
        group.windows().forEach(window -> byWindow.put(window, new TreeMap<>(BatchName.IN_ORDER)));
        batches.forEach((name, batch) -> {
            SortedMap<BatchName, StoredBatch> ofWindow = byWindow.get(name.window());
            if (ofWindow != null) {
                ofWindow.put(name, batch);
            }
        });
        List<Statements.Stated> windows = new ArrayList<>();
        byWindow.forEach((window, ofWindow) -> windows.add(new Statements.Stated(window, ofWindow)));
        return windows;
    }

    private Optional<Group> next(Look look) {
        Group known = next;
        if (known != null && nextUnder == look.settings()) {
            return Optional.of(known);
        }
        Instant reached = position.state().position().orElseThrow();
        Optional<Group> found = look.course().from(reached).findFirst().map(stretch -> {
            Instant from = stretch.ruled().from();
            List<Window> windows = Course.windows(stretch, from.isBefore(reached) ? reached : from);
            long due = windows.stream()
                    .mapToLong(window -> look.dueMillis(stretch.version(), window))
                    .max()
                    .orElseThrow();
            return new Group(stretch, windows, due);
        });
        next = found.orElse(null);
        nextUnder = look.settings();
        return found;
    }
}
