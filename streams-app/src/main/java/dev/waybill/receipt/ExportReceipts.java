package dev.waybill.receipt;

import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.reign.Micros;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.verify.receipt.Day;
import dev.waybill.verify.receipt.Late;
import dev.waybill.verify.receipt.OnTime;
import dev.waybill.verify.receipt.Revision;
import dev.waybill.verify.receipt.Subject;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The receipts of one export: which is next, and whether what it is about is complete. Looks only when something has changed
 * that may have completed it.
 */
final class ExportReceipts {
    private static final long NEVER = Long.MAX_VALUE;

    private final ExportId export;
    private final Kept kept;
    private final Issuer issuer;

    private ExportState state;
    private boolean stored;

    /** What the catalog has of it; null where it has nothing. */
    private @Nullable TenantEntry tenant;

    private @Nullable Course course;

    /** The next windows to be stated, as far as the catalog and these settings say; null where that is to be found out. */
    private @Nullable Group next;

    private @Nullable SettingsRecord nextUnder;

    private boolean stirred = true;
    private boolean waits;
    private boolean faulty;
    /** By source, what its partitions must have passed before it is of use to look again. */
    private final long[] wakeMillis = new long[Source.values().length];

    ExportReceipts(ExportId export, Kept kept, Issuer issuer, Optional<ExportState> state) {
        this.export = export;
        this.kept = kept;
        this.issuer = issuer;
        this.state = state.orElse(ExportState.NEW);
        this.stored = state.isPresent();
    }

    ExportId export() {
        return export;
    }

    ExportState state() {
        return state;
    }

    /** Whether the catalog has it. */
    boolean isBound() {
        return course != null;
    }

    /** The catalog has another record of the export's tenant than before. */
    void bind(TenantEntry entry, Course newCourse) {
        tenant = entry;
        course = newCourse;
        next = null;
        faulty = false;
        stirred = true;
    }

    /** The catalog does not have the export. */
    void unbind() {
        tenant = null;
        course = null;
        next = null;
    }

    @Nullable
    TenantEntry tenant() {
        return tenant;
    }

    /** Something has happened that may have completed a window. */
    void stir() {
        stirred = true;
    }

    /** The store must know of the export, since it is to hold something of it. */
    void keep() {
        if (!stored) {
            put(state);
        }
    }

    /** Whether it may be of use to look. */
    boolean isToBeLookedAt() {
        return course != null && !faulty && (stirred || waits || isAwake());
    }

    private boolean isAwake() {
        for (Source source : Source.values()) {
            if (kept.progress(source).throughMillis() >= wakeMillis[source.ordinal()]) {
                return true;
            }
        }
        return false;
    }

    /** When the oldest windows were due that have no receipt, milliseconds; empty if it is not known. */
    Optional<Long> nextDueMillis() {
        return Optional.ofNullable(next).map(Group::dueMillis);
    }

    /** Issues what is complete, as far as the slice goes; answers whether there may be more at once. */
    boolean look(Slice slice, ReceiptOutbox outbox) {
        Course of = course;
        TenantEntry entry = tenant;
        if (of == null || entry == null) {
            return false;
        }
        stirred = false;
        waits = false;
        Arrays.fill(wakeMillis, NEVER);
        try {
            windows(of, entry, slice, outbox);
            extras(of, entry, slice, outbox);
        } catch (CannotStateException e) {
            faulty = true;
            outbox.fault(export, String.valueOf(e.getMessage()));
        }
        if (slice.isUsedUp()) {
            stirred = true;
        }
        return stirred && !faulty;
    }

    private void windows(Course of, TenantEntry entry, Slice slice, ReceiptOutbox outbox) {
        do {
            slice.useStep();
            if (state.position().isEmpty() && !begin(of, entry, slice)) {
                return;
            }
        } while (!slice.isUsedUp() && pass(of, entry, slice, outbox));
    }

    /** Finds out where receipts begin; answers whether that is known. */
    private boolean begin(Course of, TenantEntry entry, Slice slice) {
        Instant begin = null;
        Instant end = null;
        for (Stretch stretch : of.from(Instant.MIN).toList()) {
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
        if (begin == null || end == null) {
            return false;
        }
        if (!slice.isDecided(entry, end)) {
            waits = true;
            return false;
        }
        put(state.at(begin));
        for (Map.Entry<BatchName, StoredBatch> early :
                kept.batches().onTimeBefore(export, begin).entrySet()) {
            kept.batches().put(early.getKey(), early.getValue().leftBehind());
            kept.extras().add(Extra.revision(export, early.getKey().window()));
        }
        return true;
    }

    /** States the next windows if they are complete; answers whether it has. */
    private boolean pass(Course of, TenantEntry entry, Slice slice, ReceiptOutbox outbox) {
        Optional<Group> found = next(of, slice);
        if (found.isEmpty()) {
            return false;
        }
        Group group = found.get();
        Stretch stretch = group.stretch();
        VersionTerms version = stretch.version();
        if (!isPassed(version.source(), group.dueMillis()) || !isDecided(entry, slice, group.end())) {
            return false;
        }
        if (kept.isBehind(export, version.source())) {
            return false;
        }
        List<Statements.Stated> windows = windowsOf(group);
        if (windows.stream().anyMatch(window -> !window.isFinished())) {
            return false;
        }
        boolean empty = windows.stream().allMatch(window -> window.batches().isEmpty());
        long turnMillis = group.dueMillis() + issuer.spreadMillis(export);
        if (empty && !isPassed(version.source(), turnMillis)) {
            return false;
        }
        if (version.cadence() != ReceiptCadence.OFF) {
            if (!outbox.accepts(export, version.topic())) {
                waits = true;
                return false;
            }
            Statements.Matter matter = new Statements.Matter(
                    export,
                    stretch,
                    subject(of, group),
                    windows,
                    group.start().toEpochMilli(),
                    group.dueMillis(),
                    group.end());
            put(issuer.issueWindows(state, version, matter, slice, outbox));
        }
        windows.forEach(window -> window.batches().keySet().forEach(kept.batches()::delete));
        put(state.at(group.end()));
        next = null;
        return true;
    }

    private static Subject subject(Course of, Group group) {
        VersionTerms version = group.stretch().version();
        Optional<Instant> follows = of.next(version.place(), group.end());
        return version.cadence() == ReceiptCadence.DAILY ? new Day(follows) : new OnTime(follows);
    }

    /** The windows with their batches; all that came on time before their end must belong to them. */
    private List<Statements.Stated> windowsOf(Group group) {
        SortedMap<BatchName, StoredBatch> left = kept.batches().onTimeBefore(export, group.end());
        List<Statements.Stated> windows = new ArrayList<>();
        for (Window window : group.windows()) {
            SortedMap<BatchName, StoredBatch> batches = new TreeMap<>(left);
            batches.keySet().removeIf(name -> !name.window().equals(window));
            left.keySet().removeAll(batches.keySet());
            windows.add(new Statements.Stated(window, batches));
        }
        if (!left.isEmpty()) {
            throw new CannotStateException(
                    "the ledger has a batch of a window that the catalog does not have: " + left.firstKey());
        }
        return windows;
    }

    private Optional<Group> next(Course of, Slice slice) {
        Group known = next;
        if (known != null && nextUnder == slice.settings()) {
            return Optional.of(known);
        }
        Instant position = state.position().orElseThrow();
        Optional<Group> found = of.from(position).findFirst().map(stretch -> {
            Instant from = stretch.ruled().from();
            List<Window> windows = Course.windows(stretch, from.isBefore(position) ? position : from);
            long due = windows.stream()
                    .mapToLong(window -> dueMillis(stretch.version(), window, slice.settings()))
                    .max()
                    .orElseThrow();
            return new Group(stretch, windows, due);
        });
        next = found.orElse(null);
        nextUnder = slice.settings();
        return found;
    }

    /** As delivery has it. */
    private static long dueMillis(VersionTerms version, Window window, SettingsRecord settings) {
        return window.end()
                .plus(version.schedule().grace())
                .plus(slack(window, settings))
                .toEpochMilli();
    }

    private static Duration slack(Window window, SettingsRecord settings) {
        return settings.at(Micros.of(window.start())).slack();
    }

    private boolean isPassed(Source source, long millis) {
        SourceProgress progress = kept.progress(source);
        boolean passed = progress.isKnown() && progress.throughMillis() >= millis;
        if (!passed) {
            wakeMillis[source.ordinal()] = Math.min(wakeMillis[source.ordinal()], millis);
        }
        return passed;
    }

    private boolean isDecided(TenantEntry entry, Slice slice, Instant instant) {
        boolean decided = slice.isDecided(entry, instant);
        waits |= !decided;
        return decided;
    }

    private void extras(Course of, TenantEntry entry, Slice slice, ReceiptOutbox outbox) {
        for (Extra extra : kept.extras().of(export)) {
            if (slice.isUsedUp()) {
                return;
            }
            if (state.isPast(extra.window().start())) {
                slice.useStep();
                extra(extra, of, entry, slice, outbox);
            }
        }
    }

    private void extra(Extra extra, Course of, TenantEntry entry, Slice slice, ReceiptOutbox outbox) {
        Window window = extra.window();
        if (!isDecided(entry, slice, window.end())) {
            return;
        }
        SortedMap<BatchName, StoredBatch> all = kept.batches().of(export, window, (name, batch) -> true);
        SortedMap<BatchName, StoredBatch> meant = new TreeMap<>(all);
        meant.entrySet().removeIf(batch -> !isMeant(extra, batch.getKey(), batch.getValue()));
        Optional<Stretch> ruling = of.at(window.start());
        if (ruling.isEmpty() || ruling.get().version().cadence() == ReceiptCadence.OFF) {
            // Nobody states them; they are let go once all has been said of them.
            if (meant.values().stream().allMatch(StoredBatch::finished)) {
                done(extra, meant);
            }
            return;
        }
        VersionTerms version = ruling.get().version();
        SortedMap<BatchName, StoredBatch> awaited = extra.isRevision() ? all : meant;
        long dueMillis = dueMillis(extra, version, slice.settings());
        if (!(extra.isRevision() ? kept.progress(version.source()).isKnown() : isPassed(version.source(), dueMillis))
                || !isDecided(entry, slice, decidedFor(extra))
                || kept.isBehind(export, version.source())
                || awaited.values().stream().anyMatch(batch -> !batch.finished())) {
            return;
        }
        if (!outbox.accepts(export, version.topic())) {
            waits = true;
            return;
        }
        long fromMillis = extra.isRevision()
                ? window.start().toEpochMilli()
                : BatchName.hourStart(extra.slot()).toEpochMilli();
        Statements.Matter matter = new Statements.Matter(
                export,
                ruling.get(),
                subject(extra),
                List.of(new Statements.Stated(window, meant)),
                fromMillis,
                dueMillis,
                decidedFor(extra));
        put(issuer.issueOther(state, version, matter, slice, outbox));
        issued(extra, version.source());
        done(extra, meant);
    }

    /** When its batches close; of a revision, when those of its window that were on time did. */
    private static long dueMillis(Extra extra, VersionTerms version, SettingsRecord settings) {
        return extra.isRevision()
                ? dueMillis(version, extra.window(), settings)
                : BatchName.hourStart(extra.slot() + 1)
                        .plus(slack(extra.window(), settings))
                        .toEpochMilli();
    }

    private static boolean isMeant(Extra extra, BatchName name, StoredBatch batch) {
        return extra.isRevision() ? batch.afterwards() : name.slot() == extra.slot() && !batch.afterwards();
    }

    private static Instant decidedFor(Extra extra) {
        return extra.isRevision() ? extra.window().end() : BatchName.hourStart(extra.slot() + 1);
    }

    private Subject subject(Extra extra) {
        return extra.isRevision()
                ? new Revision(kept.extras().revisions(export, extra.window()) + 1)
                : new Late(BatchName.hourStart(extra.slot()));
    }

    private void issued(Extra extra, Source source) {
        Window window = extra.window();
        if (extra.isRevision()) {
            kept.extras().revised(export, window, kept.extras().revisions(export, window) + 1);
        } else {
            kept.extras()
                    .lateIssued(
                            export, window, extra.slot(), kept.progress(source).furthestMillis());
        }
    }

    private void done(Extra extra, SortedMap<BatchName, StoredBatch> meant) {
        meant.keySet().forEach(kept.batches()::delete);
        kept.extras().delete(extra);
    }

    private void put(ExportState next) {
        state = next;
        stored = true;
        kept.put(export, next);
    }
}
