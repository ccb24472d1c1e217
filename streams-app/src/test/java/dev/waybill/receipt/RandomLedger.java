package dev.waybill.receipt;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.reign.Micros;
import dev.waybill.catalog.reign.Ruled;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.ReceiptCadence;
import dev.waybill.contract.Sha256;
import dev.waybill.contract.Source;
import dev.waybill.delivery.TestCatalog;
import dev.waybill.ledger.BatchFinished;
import dev.waybill.ledger.BatchOpened;
import dev.waybill.ledger.DeliveryLane;
import dev.waybill.ledger.EventsUndecided;
import dev.waybill.ledger.ExportBehind;
import dev.waybill.ledger.ExportCaughtUp;
import dev.waybill.ledger.LedgerBatch;
import dev.waybill.ledger.LedgerCounts;
import dev.waybill.ledger.LedgerEntry;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.ledger.PartEmitted;
import dev.waybill.ledger.PartitionPassed;
import dev.waybill.ledger.PartsHash;
import dev.waybill.ledger.RecordDiscarded;
import dev.waybill.ledger.Stamped;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.verify.receipt.EventSum;
import dev.waybill.window.Schedule;
import dev.waybill.window.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * What source partitions write into the ledger while events come, on time and late, batches close and are emitted, exports are
 * held back and catch up, a partition is added, the catalog is edited and for a while cannot be read, parts are discarded, and
 * perhaps one source is not read at all. Each partition keeps delivery's rules; how they interleave is random.
 */
final class RandomLedger {
    static final String APPLICATION = "waybill";
    static final Instant START = Instant.parse("2026-03-07T20:00:00Z");
    static final Instant END = START.plus(Duration.ofHours(14));
    /** Everything that closes before this is closed in the end. */
    static final Instant LAST = END.plus(Duration.ofHours(30));

    /** All in one partition of the ledger. */
    static final List<ExportId> EXPORTS =
            List.of(new ExportId("acme", "e0"), new ExportId("acme", "e8"), new ExportId("globex", "e1"));

    /** The catalog as it is from the broker's time of a change on. */
    record Change(Instant at, CatalogSnapshot snapshot) {}

    /** An entry, and what time it is when it is written. */
    record Step(Instant now, LedgerEntry entry) {}

    private final Random random;
    private final Set<Source> sources;
    private final boolean beginsInTheMiddle;
    private final Stamped stamped;
    private final List<Change> history = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Partition> partitions = new ArrayList<>();
    private final Map<String, ExportSpec> specs = new HashMap<>();
    private Instant now = START;
    private int names;

    RandomLedger(long seed) {
        random = new Random(seed);
        beginsInTheMiddle = random.nextInt(3) == 0;
        sources = random.nextInt(3) == 0 ? EnumSet.of(Source.DOWNLOAD) : EnumSet.allOf(Source.class);
        stamped = random.nextInt(3) == 0 ? Stamped.PRODUCER : Stamped.BROKER;
        edit();
        int downloads = 1 + random.nextInt(3);
        for (int i = 0; i < downloads; i++) {
            partitions.add(new Partition(Source.DOWNLOAD, i, downloads, START));
        }
        if (sources.contains(Source.AUDIT)) {
            partitions.add(new Partition(Source.AUDIT, 0, 1, START));
        }
        run();
    }

    /** Those that are read. */
    Set<Source> sources() {
        return sources;
    }

    /** By step, after which they are said: what a sink says of parts of windows that must not leave, some of it twice. */
    Map<Integer, List<RecordDiscarded>> discards() {
        Map<Integer, List<RecordDiscarded>> discards = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).entry() instanceof PartEmitted part
                    && end().discarded(part.batch().export())
                            .filter(discard -> part.batch().window().start().isBefore(discard.before()))
                            .isPresent()) {
                int hash = Math.floorMod(part.object().hashCode(), 60);
                for (int after : hash % 3 == 0 ? List.of(1 + hash, 1 + 2 * hash) : List.<Integer>of()) {
                    int step = Math.min(i + after, steps.size() - 1);
                    discards.computeIfAbsent(step, any -> new ArrayList<>())
                            .add(discarded(part, steps.get(step).now()));
                }
            }
        }
        return discards;
    }

    private static RecordDiscarded discarded(PartEmitted part, Instant now) {
        ExportId export = part.batch().export();
        Instant latest = LAST.minus(Duration.ofHours(1));
        return new RecordDiscarded(
                new DeliveryLane(export, "export." + export.tenant() + "." + export.export(), 0, "here", "a"),
                now.isAfter(latest) ? latest : now,
                0,
                Optional.of(part.object()),
                Optional.of(part.batch().window()));
    }

    List<Step> steps() {
        return steps;
    }

    /** The catalog with all that was ever changed in it. */
    CatalogSnapshot end() {
        return history.get(history.size() - 1).snapshot();
    }

    /** What a reader knows that has read all that could be seen by then. */
    Knowledge known(Instant upTo) {
        CatalogSnapshot seen = CatalogSnapshot.EMPTY;
        for (Change change : history) {
            if (!change.at().plusSeconds(30).isAfter(upTo)) {
                seen = change.snapshot();
            }
        }
        return Knowledge.of(seen, upTo);
    }

    static ReceiptCadence cadence(ExportSpec spec) {
        return ReceiptCadence.values()[spec.partSize() % 3];
    }

    private void edit() {
        Map<ExportId, ExportSpec> specs = new TreeMap<>();
        EXPORTS.forEach(export -> specs.put(export, spec(export)));
        TestCatalog catalog = new TestCatalog();
        PlatformSettings settings = PlatformSettings.DEFAULT;
        Instant at = START.minus(Duration.ofMinutes(random.nextInt(600)));
        catalog.apply(List.copyOf(specs.values()), settings, at);
        history.add(new Change(at, catalog.snapshot()));
        int changes = random.nextInt(6);
        at = START;
        for (int i = 0; i < changes; i++) {
            at = at.plus(Duration.ofMinutes(random.nextInt(300)));
            ExportId export = EXPORTS.get(random.nextInt(EXPORTS.size()));
            boolean discards = random.nextBoolean();
            switch (random.nextInt(5)) {
                case 0 -> specs.remove(export);
                case 1 -> specs.computeIfPresent(export, (id, spec) -> spec.withEnabled(!spec.enabled()));
                case 2 ->
                    settings = TestCatalog.settings(
                            Duration.ofSeconds(random.nextInt(100)), settings.lateness(), settings.runSize());
                default -> specs.put(export, spec(export));
            }
            CatalogSnapshot before = catalog.snapshot();
            try {
                if (discards) {
                    catalog.applyDiscarding(export, List.copyOf(specs.values()), settings, at);
                } else {
                    catalog.apply(List.copyOf(specs.values()), settings, at);
                }
            } catch (AssertionError nothingChanged) {
                continue;
            }
            if (catalog.snapshot() != before) {
                history.add(new Change(at, catalog.snapshot()));
            }
        }
    }

    private ExportSpec spec(ExportId export) {
        String every =
                List.of("hourly", "hourly", "0,30 * * * *", "15 */3 * * *").get(random.nextInt(4));
        ZoneId zone =
                ZoneId.of(List.of("UTC", "America/New_York", "Asia/Kathmandu").get(random.nextInt(3)));
        return new ExportSpec(
                export,
                random.nextInt(5) == 0 ? Source.AUDIT : Source.DOWNLOAD,
                true,
                SelectSpec.ALL,
                List.of(),
                new KindSpec("csv", Map.of("columns", List.of("event_id"), "compression", "none")),
                ExportSpec.DEFAULT_LAYOUT,
                new ScheduleSpec(
                        every, zone, Duration.ofMinutes(List.of(0, 10, 90).get(random.nextInt(3)))),
                3 * 1024 + List.of(0, 0, 0, 1, 1, 2).get(random.nextInt(6)),
                true,
                Delivery.DEDICATED,
                new FileDestination(Path.of("/tmp/" + export.tenant()), random.nextInt(3) == 0 ? "elsewhere" : "here"),
                Map.of());
    }

    private void run() {
        int newPartition = random.nextInt(3) == 0 ? 50 + random.nextInt(200) : -1;
        for (int tick = 0; now.isBefore(END); tick++) {
            now = now.plusSeconds(random.nextInt(random.nextInt(15) == 0 ? 2_000 : 120));
            if (tick == newPartition) {
                int added = (int) partitions.stream()
                        .filter(partition -> partition.source.source() == Source.DOWNLOAD)
                        .count();
                Instant begin = now.minusSeconds(random.nextInt(4_000));
                partitions.add(new Partition(Source.DOWNLOAD, added, added + 1, begin));
            }
            Partition partition = partitions.get(random.nextInt(partitions.size()));
            partition.act();
        }
        now = LAST;
        partitions.forEach(Partition::finish);
    }

    private void write(LedgerEntry entry) {
        steps.add(new Step(now, entry));
    }

    /** One batch as its partition has it. */
    private static final class Batch {
        private final LedgerBatch name;
        private final String version;
        private final Instant due;
        private long pending;
        private LedgerCounts counts = LedgerCounts.NONE;
        private EventSum sum = EventSum.ZERO;
        private int parts;
        private String partsHash = PartsHash.NONE;

        Batch(LedgerBatch name, String version, Instant due) {
            this.name = name;
            this.version = version;
            this.due = due;
        }
    }

    /** A source partition: its clock, its open batches, and the exports that are held back in it. */
    private final class Partition {
        private final LedgerSource source;
        private final Map<LedgerBatch, Batch> batches = new HashMap<>();
        private final Map<ExportId, List<Instant>> waiting = new TreeMap<>();
        private final Optional<Instant> begin;
        private int count;
        private Instant clock;
        private Instant since;
        private boolean unattributed;
        private final Set<EventsUndecided> undecided = new LinkedHashSet<>();

        Partition(Source source, int number, int count, Instant clock) {
            this.source = new LedgerSource(APPLICATION, source, number);
            this.count = count;
            this.clock = clock;
            this.since = Instant.EPOCH;
            this.begin = beginsInTheMiddle && clock.equals(START)
                    ? Optional.of(START.plus(Duration.ofMinutes(random.nextInt(300))))
                    : Optional.empty();
        }

        private boolean isWritten() {
            return begin.filter(clock::isBefore).isEmpty();
        }

        private void say(LedgerEntry entry) {
            if (isWritten()) {
                write(entry);
            }
        }

        void act() {
            if (random.nextInt(3) > 0) {
                advance(clock.plusMillis((long)
                        (random.nextDouble() * Duration.between(clock, now).toMillis())));
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                event(EXPORTS.get(random.nextInt(EXPORTS.size())));
            }
            unattributed |= random.nextInt(60) == 0;
            if (random.nextInt(200) == 0) {
                Instant hour = clock.minusSeconds(random.nextInt(5_000)).truncatedTo(ChronoUnit.HOURS);
                undecided.add(new EventsUndecided(source, random.nextBoolean() ? "acme" : "globex", hour));
            }
            switch (random.nextInt(7)) {
                case 0, 1 -> finishSome(2);
                case 2 -> some().ifPresent(batch -> emit(batch, batch.pending / 2));
                case 3 -> pass(clock);
                case 4 -> idle();
                case 5 -> holdBack();
                default -> {}
            }
        }

        private void advance(Instant to) {
            boolean wasWritten = isWritten();
            clock = to.isAfter(clock) ? to : clock;
            if (!wasWritten && isWritten()) {
                since = clock;
                waiting.keySet().forEach(export -> write(new ExportBehind(source, export)));
            }
        }

        private void idle() {
            Instant through = clock.plusMillis(
                    (long) (random.nextDouble() * Duration.between(clock, now).toMillis()));
            boolean open = batches.values().stream().anyMatch(batch -> !batch.due.isAfter(through));
            if (stamped == Stamped.BROKER || open || !isWritten()) {
                advance(through);
            }
            pass(through);
        }

        private void pass(Instant through) {
            if (source.source() == Source.DOWNLOAD && random.nextInt(3) == 0) {
                count = Math.max(count, (int) partitions.stream()
                        .filter(other -> other.source.source() == Source.DOWNLOAD)
                        .count());
            }
            if (isWritten()) {
                undecided.forEach(RandomLedger.this::write);
                undecided.clear();
                write(new PartitionPassed(source, count, through, since, stamped, unattributed));
                unattributed = false;
            }
        }

        private void holdBack() {
            ExportId export = EXPORTS.get(random.nextInt(EXPORTS.size()));
            if (waiting.containsKey(export)) {
                catchUp(export);
            } else if (random.nextInt(3) == 0) {
                waiting.put(export, new ArrayList<>());
                say(new ExportBehind(source, export));
            }
        }

        private void catchUp(ExportId export) {
            List<Instant> events = waiting.remove(export);
            if (events != null) {
                events.forEach(time -> take(export, time));
                say(new ExportCaughtUp(source, export));
            }
        }

        private void event(ExportId export) {
            long age = switch (random.nextInt(6)) {
                case 0 -> random.nextInt(14_000);
                case 1 -> -random.nextInt(300);
                default -> random.nextInt(1_500);
            };
            Instant time = clock.minusSeconds(age);
            List<Instant> waits = waiting.get(export);
            if (waits != null) {
                waits.add(time);
            } else {
                take(export, time);
            }
        }

        private void take(ExportId export, Instant time) {
            ExportRecord record = end().tenant(export.tenant())
                    .orElseThrow()
                    .record()
                    .orElseThrow()
                    .export(export.export());
            if (!(record.reigns().at(Micros.of(time)) instanceof Ruled ruled)) {
                return;
            }
            ExportSpec spec = specs.computeIfAbsent(
                    ruled.version(), id -> record.versions().get(id).spec());
            if (spec.source() != source.source()) {
                return;
            }
            Window window = ruled.window(Schedule.of(spec.schedule()).windowAt(Micros.of(time)));
            Duration slack = slack(end(), window);
            Instant due = window.end().plus(spec.schedule().grace()).plus(slack);
            Optional<Instant> hour = Optional.empty();
            if (!clock.isBefore(due)) {
                long millis = Duration.ofHours(1).toMillis();
                Instant start = Instant.ofEpochMilli(Math.floorDiv(clock.toEpochMilli(), millis) * millis);
                hour = Optional.of(start);
                due = start.plus(Duration.ofHours(1)).plus(slack);
            }
            LedgerBatch name = new LedgerBatch(export, window, hour);
            Batch batch = batches.get(name);
            if (batch == null) {
                batch = new Batch(name, ruled.version(), due);
                batches.put(name, batch);
                say(new BatchOpened(source, name, ruled.version(), due));
            }
            switch (random.nextInt(5)) {
                case 0 -> batch.counts = batch.counts.plus(new LedgerCounts(1, 0, 1, 0, 0));
                case 1 -> batch.counts = batch.counts.plus(new LedgerCounts(1, 0, 0, 0, 1));
                default -> batch.pending++;
            }
        }

        private Optional<Batch> some() {
            return batches.values().stream()
                    .sorted((a, b) -> a.name.toString().compareTo(b.name.toString()))
                    .skip(batches.isEmpty() ? 0 : random.nextInt(batches.size()))
                    .findFirst();
        }

        private void emit(Batch batch, long rows) {
            if (rows == 0) {
                return;
            }
            String object = "part-" + names++;
            String sha256 = Sha256.hex(object);
            say(new PartEmitted(source, batch.name, batch.parts, object, rows * 10, rows, sha256));
            for (int i = 0; i < rows; i++) {
                batch.sum = batch.sum.plus(EventSum.of(object + "-" + i, START));
            }
            batch.pending -= rows;
            batch.parts++;
            batch.partsHash = PartsHash.with(batch.partsHash, sha256);
            batch.counts = batch.counts.plus(new LedgerCounts(rows, rows, 0, 0, 0));
        }

        private void finishSome(int most) {
            List<Batch> closed = batches.values().stream()
                    .filter(batch -> !clock.isBefore(batch.due))
                    .sorted((a, b) -> a.name.toString().compareTo(b.name.toString()))
                    .limit(most)
                    .toList();
            for (Batch batch : closed) {
                emit(batch, batch.pending / 3);
                emit(batch, batch.pending);
                say(new BatchFinished(
                        source,
                        batch.name,
                        batch.version,
                        batch.counts,
                        0,
                        7,
                        batch.parts,
                        batch.partsHash,
                        batch.sum.hex()));
                batches.remove(batch.name);
            }
        }

        void finish() {
            count = (int) partitions.stream()
                    .filter(other -> other.source.source() == source.source())
                    .count();
            advance(END.plus(Duration.ofHours(1)));
            List.copyOf(waiting.keySet()).forEach(this::catchUp);
            advance(LAST);
            finishSome(Integer.MAX_VALUE);
            write(new PartitionPassed(source, count, LAST, since, stamped, unattributed));
        }
    }

    static Duration slack(CatalogSnapshot catalog, Window window) {
        return catalog.settings().orElseThrow().at(Micros.of(window.start())).slack();
    }
}
