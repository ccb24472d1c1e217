package dev.waybill.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.reign.Reign;
import dev.waybill.catalog.reign.VersionReign;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.ReceiptCadence;
import dev.waybill.contract.Source;
import dev.waybill.ledger.BatchFinished;
import dev.waybill.ledger.BatchOpened;
import dev.waybill.ledger.EventsUndecided;
import dev.waybill.ledger.ExportBehind;
import dev.waybill.ledger.ExportCaughtUp;
import dev.waybill.ledger.LedgerBatch;
import dev.waybill.ledger.LedgerCounts;
import dev.waybill.ledger.LedgerEntry;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.ledger.PartEmitted;
import dev.waybill.ledger.PartitionPassed;
import dev.waybill.ledger.RecordDiscarded;
import dev.waybill.ledger.Stamped;
import dev.waybill.spec.ExportSpec;
import dev.waybill.verify.receipt.Discard;
import dev.waybill.verify.receipt.EventSum;
import dev.waybill.verify.receipt.Late;
import dev.waybill.verify.receipt.Receipt;
import dev.waybill.verify.receipt.Remark;
import dev.waybill.verify.receipt.Revision;
import dev.waybill.verify.receipt.StatedWindow;
import dev.waybill.verify.receipt.Statement;
import dev.waybill.window.Schedule;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What receipts must say, from all entries at once and the catalog's whole history: slow, and made to be read. It shares
 * nothing with the room but the catalog's reigns and the schedule's edges.
 */
final class ReceiptOracle {
    /** A version and the times that it rules. */
    private record Ruling(
            ExportSpec spec,
            String version,
            Instant from,
            Optional<Instant> until,
            ReceiptCadence cadence,
            Source source) {}

    private final CatalogSnapshot catalog;
    private final Set<Source> sources;
    private final List<LedgerEntry> entries;
    private final Map<ExportId, List<Ruling>> rulings = new HashMap<>();

    /** @param sources that are read; what is of another one is not stated, and passed over as time passes in these */
    ReceiptOracle(CatalogSnapshot catalog, Set<Source> sources, List<LedgerEntry> entries) {
        this.catalog = catalog;
        this.sources = sources;
        this.entries = entries;
    }

    /** By the receipt's first window: the windows of each on-time receipt there must be in the end. */
    Map<Instant, List<Window>> expected(ExportId export, Instant through) {
        Map<Instant, List<Window>> expected = new HashMap<>();
        boolean begun = false;
        for (Ruling ruling : rulings(export)) {
            // What follows the first windows follows them without a gap.
            Instant since = begun ? Instant.MIN : since(ruling.source());
            begun |= ruling.until().map(since::isBefore).orElse(true);
            if (ruling.cadence() == ReceiptCadence.OFF) {
                continue;
            }
            List<Window> day = new ArrayList<>();
            for (Window window : windows(ruling, through)) {
                if (!window.end().isAfter(since)) {
                    continue;
                }
                if (ruling.cadence() == ReceiptCadence.DAILY
                        && (day.isEmpty() || day(ruling, day.get(0)).equals(day(ruling, window)))) {
                    day.add(window);
                    expected.put(day.get(0).start(), List.copyOf(day));
                } else {
                    day = new ArrayList<>(List.of(window));
                    expected.put(window.start(), List.copyOf(day));
                }
            }
        }
        // A receipt that is due later than all that has passed is not there yet.
        expected.values()
                .removeIf(windows -> windows.stream().anyMatch(window -> {
                    Ruling ruling = ruling(export, window.start()).orElseThrow();
                    return due(ruling, window).isAfter(through);
                }));
        return expected;
    }

    private static LocalDate day(Ruling ruling, Window window) {
        return window.end()
                .minusSeconds(1)
                .atZone(ruling.spec().schedule().zone())
                .toLocalDate();
    }

    private List<Window> windows(Ruling ruling, Instant through) {
        List<Window> windows = new ArrayList<>();
        Schedule schedule = Schedule.of(ruling.spec().schedule());
        Instant at = ruling.from();
        while (at.isBefore(through) && ruling.until().map(at::isBefore).orElse(true)) {
            Instant end = schedule.edgeAtOrAfter(at.plusSeconds(1));
            windows.add(new Window(at, end));
            at = end;
        }
        return windows;
    }

    private Instant due(Ruling ruling, Window window) {
        return window.end().plus(ruling.spec().schedule().grace()).plus(RandomLedger.slack(catalog, window));
    }

    private List<Ruling> rulings(ExportId export) {
        return rulings.computeIfAbsent(export, this::find);
    }

    private List<Ruling> find(ExportId export) {
        ExportRecord record = catalog.tenant(export.tenant())
                .orElseThrow()
                .record()
                .orElseThrow()
                .export(export.export());
        List<Reign> reigns = record.reigns().list();
        List<Ruling> found = new ArrayList<>();
        for (int i = 0; i < reigns.size(); i++) {
            if (reigns.get(i) instanceof VersionReign reign) {
                Optional<Instant> until =
                        i + 1 < reigns.size() ? Optional.of(reigns.get(i + 1).from()) : Optional.empty();
                ExportSpec spec = record.versions().get(reign.version()).spec();
                boolean read = sources.contains(spec.source());
                found.add(new Ruling(
                        spec,
                        reign.version(),
                        reign.from(),
                        until,
                        read ? RandomLedger.cadence(spec) : ReceiptCadence.OFF,
                        read ? spec.source() : Source.DOWNLOAD));
            }
        }
        return found;
    }

    private Optional<Ruling> ruling(ExportId export, Instant instant) {
        return rulings(export).stream()
                .filter(ruling -> !instant.isBefore(ruling.from())
                        && ruling.until().map(instant::isBefore).orElse(true))
                .findFirst();
    }

    /** Where what belongs to a window that starts then stands. */
    String place(ExportId export, Instant start) {
        return ruling(export, start).orElseThrow().spec().destination().base();
    }

    private Instant since(Source source) {
        return passed(source, entries).stream()
                .map(PartitionPassed::since)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private static List<PartitionPassed> passed(Source source, List<LedgerEntry> some) {
        return some.stream()
                .filter(PartitionPassed.class::isInstance)
                .map(PartitionPassed.class::cast)
                .filter(passed -> passed.source().source() == source)
                .toList();
    }

    /** Checks a receipt that was issued after these entries, and all before it. */
    void check(Receipt receipt, List<LedgerEntry> before) {
        Statement statement = receipt.statement();
        ExportId export = statement.export();
        Ruling ruling = ruling(export, statement.start()).orElseThrow();
        Source source = ruling.source();
        List<PartitionPassed> passed = passed(source, before);
        int partitions =
                passed.stream().mapToInt(PartitionPassed::partitions).max().orElseThrow();

        assertThat(statement.sourcePartitions()).isEqualTo(partitions);
        assertThat(statement.terms().configVersion()).isEqualTo(ruling.version());
        if (statement.subject() instanceof Discard) {
            assertThat(statement.remarks()).isSubsetOf(Remark.PRODUCER_ARRIVAL, Remark.REDIRECTED);
            return;
        }
        assertThat(isBehind(export, source, before)).as("behind").isFalse();
        Instant due = statement.windows().stream()
                .map(StatedWindow::window)
                .map(window -> due(ruling, window))
                .max(Instant::compareTo)
                .orElseThrow();
        // Events are five minutes ahead of their arrival at most.
        Instant from = statement.start().minus(Duration.ofMinutes(5));
        if (statement.subject() instanceof Late late) {
            due = late.arrivalHour()
                    .plus(Duration.ofHours(1))
                    .plus(RandomLedger.slack(catalog, statement.windows().get(0).window()));
            from = late.arrivalHour();
        }
        if (!(statement.subject() instanceof Revision)) {
            for (int partition = 0; partition < partitions; partition++) {
                assertThat(through(passed, partition))
                        .as("partition %d", partition)
                        .isAfterOrEqualTo(due);
            }
        }
        for (StatedWindow stated : statement.windows()) {
            assertThat(unfinished(statement, stated.window(), before)).isEmpty();
        }
        Instant since = passed.stream()
                .map(PartitionPassed::since)
                .max(Instant::compareTo)
                .orElseThrow();
        assertThat(statement.remarks().contains(Remark.PARTIAL))
                .as("partial")
                .isEqualTo(statement.start().isBefore(since.plus(Duration.ofMinutes(5)))
                        || isUndecided(statement, source, before));
        assertThat(statement.remarks().contains(Remark.UNATTRIBUTED))
                .as("unattributed")
                .isEqualTo(isUnattributed(passed, from, due));
        assertThat(statement.remarks().contains(Remark.PRODUCER_ARRIVAL))
                .isEqualTo(passed.stream().anyMatch(entry -> entry.stamped() == Stamped.PRODUCER));
    }

    private static Instant through(List<PartitionPassed> passed, int partition) {
        return passed.stream()
                .filter(entry -> entry.source().partition() == partition)
                .map(PartitionPassed::through)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
    }

    private static boolean isBehind(ExportId export, Source source, List<LedgerEntry> before) {
        Set<LedgerSource> behind = new HashSet<>();
        for (LedgerEntry entry : before) {
            if (entry instanceof ExportBehind held && held.export().equals(export)) {
                behind.add(held.source());
            } else if (entry instanceof ExportCaughtUp caughtUp
                    && caughtUp.export().equals(export)) {
                behind.remove(caughtUp.source());
            }
        }
        return behind.stream().anyMatch(where -> where.source() == source);
    }

    /** Whether an event of the tenant may have been in one of the windows that nobody could take. */
    private static boolean isUndecided(Statement statement, Source source, List<LedgerEntry> before) {
        return before.stream()
                .filter(EventsUndecided.class::isInstance)
                .map(EventsUndecided.class::cast)
                .filter(entry -> entry.source().source() == source)
                .filter(entry -> entry.tenant().equals(statement.export().tenant()))
                .anyMatch(entry -> statement.windows().stream()
                        .map(StatedWindow::window)
                        .anyMatch(window -> entry.hour().isBefore(window.end())
                                && entry.hour().plus(Duration.ofHours(1)).isAfter(window.start())));
    }

    /** The objects that receipts of the export must name as discarded. */
    Set<String> discarded(ExportId export, Collection<RecordDiscarded> said) {
        return said.stream()
                .filter(record -> record.lane().export().equals(export))
                .filter(record -> ruling(export, record.window().orElseThrow().start())
                        .filter(ruling -> ruling.cadence() != ReceiptCadence.OFF)
                        .isPresent())
                .map(record -> record.object().orElseThrow())
                .collect(Collectors.toSet());
    }

    private static boolean isUnattributed(List<PartitionPassed> passed, Instant from, Instant to) {
        Map<LedgerSource, Instant> last = new HashMap<>();
        for (PartitionPassed entry : passed) {
            Instant begin = last.getOrDefault(entry.source(), entry.since());
            Instant end = entry.through().isAfter(begin) ? entry.through() : begin;
            if (entry.unattributed() && !begin.isAfter(to) && !end.isBefore(from)) {
                return true;
            }
            last.put(entry.source(), end);
        }
        return false;
    }

    /** Batches that should be in the receipt, and have been opened and not finished. */
    private static Set<String> unfinished(Statement statement, Window window, List<LedgerEntry> before) {
        Set<String> open = new HashSet<>();
        for (LedgerEntry entry : before) {
            if (entry instanceof BatchOpened opened && belongs(statement, window, opened.batch())) {
                open.add(opened.source() + " " + opened.batch());
            } else if (entry instanceof BatchFinished finished) {
                open.remove(finished.source() + " " + finished.batch());
            }
        }
        return open;
    }

    private static boolean belongs(Statement statement, Window window, LedgerBatch batch) {
        boolean slot = statement.subject() instanceof Revision
                || (statement.subject() instanceof Late late
                        ? batch.lateHour().equals(Optional.of(late.arrivalHour()))
                        : batch.lateHour().isEmpty());
        return slot
                && batch.export().equals(statement.export())
                && batch.window().equals(window);
    }

    /** What all receipts of a window must make together. */
    record Total(LedgerCounts counts, EventSum sum, Set<String> parts) {
        Total plus(Total other) {
            Set<String> both = new HashSet<>(parts);
            both.addAll(other.parts);
            assertThat(both).hasSize(parts.size() + other.parts.size());
            return new Total(counts.plus(other.counts), sum.plus(other.sum), both);
        }
    }

    /** By window, of an export: what the ledger says of batches of which it has everything. */
    Map<Window, Total> totals(ExportId export) {
        Map<String, Set<String>> parts = new HashMap<>();
        Set<String> opened = new HashSet<>();
        Map<Window, Total> totals = new HashMap<>();
        for (LedgerEntry entry : entries) {
            if (entry instanceof BatchOpened open) {
                opened.add(open.source() + " " + open.batch());
            } else if (entry instanceof PartEmitted part) {
                parts.computeIfAbsent(part.source() + " " + part.batch(), any -> new HashSet<>())
                        .add(part.object());
            } else if (entry instanceof BatchFinished end
                    && end.batch().export().equals(export)
                    && opened.contains(end.source() + " " + end.batch())
                    && ruling(export, end.batch().window().start())
                                    .orElseThrow()
                                    .cadence()
                            != ReceiptCadence.OFF) {
                Total total = new Total(
                        end.counts(),
                        new EventSum(end.sum()),
                        parts.getOrDefault(end.source() + " " + end.batch(), Set.of()));
                totals.merge(end.batch().window(), total, Total::plus);
            }
        }
        return totals;
    }
}
