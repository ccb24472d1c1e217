package dev.waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchEnd;
import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MapStore;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.batch.Part;
import dev.waybill.batch.PartitionBatches;
import dev.waybill.batch.QuietEmitter;
import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.reign.Micros;
import dev.waybill.catalog.reign.Reign;
import dev.waybill.catalog.reign.Unruled;
import dev.waybill.catalog.reign.VersionReign;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.delivery.LaggingReader.Change;
import dev.waybill.export.ExportVersion;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.SelectSpec.IncludeExclude;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.spec.yaml.SpecException;
import dev.waybill.window.Schedule;
import dev.waybill.window.Window;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The catalog is edited again and again while events come, some late, some again, some ahead of their time; readers lag and
 * stand still, and processes crash. Every event goes to exactly one file of each export that a version rules at its time, under
 * that version and in its window, as a short oracle says that knows the catalog's whole history.
 */
class ReignsPropertyTest {
    private static final int LOGS = 25;
    private static final int PARTITIONS = 2;
    private static final Instant START = Instant.parse("2026-03-07T22:00:00Z");
    private static final List<String> EXPORTS = List.of("first", "second");
    private static final List<String> ZONES = List.of("UTC", "America/New_York", "Asia/Kathmandu");

    private record Event(long arrivalMillis, String id, long occurredAtMicros, String method) {
        byte[] json() {
            return "{\"event_id\":\"%s\",\"tenant\":\"acme\",\"occurred_at\":\"%s\",\"method\":\"%s\",\"uri\":\"/a\"}"
                    .formatted(id, Instant.ofEpochMilli(occurredAtMicros / 1000), method)
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void everyEventGoesOnceWhereTheOracleSaysWhateverReadersAndCrashesDo(int firstSeed) {
        int waits = 0;
        int reigns = 0;
        TreeSet<Unruled> reasons = new TreeSet<>();
        for (int seed = firstSeed * LOGS; seed < (firstSeed + 1) * LOGS; seed++) {
            Random random = new Random(seed);
            List<Event> all = randomLog(random);
            List<Change> history = randomHistory(random, all);
            CatalogSnapshot end = history.get(history.size() - 1).snapshot();
            for (int number = 0; number < PARTITIONS; number++) {
                int part = number;
                List<Event> log = all.stream()
                        .filter(event -> Math.floorMod(event.id().hashCode(), PARTITIONS) == part)
                        .toList();
                Partition undisturbed = new Partition(log, history, Duration.ofDays(1), 1 << 20);
                undisturbed.run(new Random(seed), false);
                Partition disturbed = new Partition(
                        log, history, Duration.ofMinutes(1 + random.nextInt(60)), 100 + random.nextInt(40_000));
                disturbed.run(random, true);

                assertThat(disturbed.rows()).describedAs("seed %d", seed).isEqualTo(oracle(log, end));
                assertThat(disturbed.contents()).describedAs("seed %d", seed).isEqualTo(undisturbed.contents());
                waits += disturbed.waits;
                reasons.addAll(undisturbed.unrouted);
            }
            reigns += EXPORTS.stream()
                    .mapToInt(id -> export(end, id).reigns().list().size())
                    .sum();
        }
        assertThat(waits).as("events have waited").isPositive();
        assertThat(reigns).as("reigns").isGreaterThan(LOGS * 6);
        assertThat(reasons).as("reasons why nobody rules an event").containsAnyOf(Unruled.REMOVED, Unruled.DISABLED);
    }

    private static ExportRecord export(CatalogSnapshot catalog, String id) {
        return catalog.tenant("acme").orElseThrow().record().orElseThrow().export(id);
    }

    /** By event: in which windows of which versions it stands. */
    private static Map<String, List<String>> oracle(List<Event> log, CatalogSnapshot end) {
        Map<String, List<String>> expected = new TreeMap<>();
        for (Event event : log) {
            List<String> places = new ArrayList<>();
            for (String id : EXPORTS) {
                place(event, export(end, id)).ifPresent(place -> places.add(id + " " + place));
            }
            if (!places.isEmpty()) {
                expected.put(event.id(), places);
            }
        }
        return expected;
    }

    private static Optional<String> place(Event event, ExportRecord export) {
        List<Reign> reigns = export.reigns().list();
        for (int i = reigns.size() - 1; i >= 0; i--) {
            Reign reign = reigns.get(i);
            if (Micros.of(reign.from()) <= event.occurredAtMicros()) {
                if (!(reign instanceof VersionReign version)) {
                    return Optional.empty();
                }
                SpecVersion found = export.versions().get(version.version());
                ExportSpec spec = found.spec();
                if (!spec.select().filter().isEmpty() && !event.method().equals("GET")) {
                    return Optional.empty();
                }
                Window window = Schedule.of(spec.schedule()).windowAt(event.occurredAtMicros());
                Instant start = window.start().isBefore(reign.from()) ? reign.from() : window.start();
                return Optional.of(version.version() + " " + start + "/" + window.end());
            }
        }
        return Optional.empty();
    }

    private static List<Event> randomLog(Random random) {
        List<Event> log = new ArrayList<>();
        long clock = START.toEpochMilli();
        int records = 100 + random.nextInt(150);
        for (int i = 0; i < records; i++) {
            clock += random.nextInt(20) == 0 ? random.nextInt(5_000_000) : random.nextInt(240_000);
            if (!log.isEmpty() && random.nextInt(10) == 0) {
                Event copied = log.get(random.nextInt(log.size()));
                log.add(new Event(clock, copied.id(), copied.occurredAtMicros(), copied.method()));
                continue;
            }
            long age = switch (random.nextInt(6)) {
                case 0 -> random.nextInt(12_000_000);
                case 1 -> -random.nextInt(300_000);
                default -> random.nextInt(60_000);
            };
            log.add(new Event(clock, "e" + i, (clock - age) * 1000, random.nextInt(3) == 0 ? "PUT" : "GET"));
        }
        return log;
    }

    /** Some edits follow each other within the lead, so that they are undone, or replaced, or two are pending. */
    private static List<Change> randomHistory(Random random, List<Event> log) {
        Map<String, Optional<ExportSpec>> specs = new TreeMap<>();
        EXPORTS.forEach(id -> specs.put(id, Optional.of(randomSpec(random, id))));
        TestCatalog catalog = TestCatalog.ruling(present(specs));
        List<Change> history =
                new ArrayList<>(List.of(new Change(START.minus(Duration.ofDays(1)), catalog.snapshot())));
        Instant last = Instant.ofEpochMilli(log.get(log.size() - 1).arrivalMillis());
        Map<String, Optional<ExportSpec>> before = Map.copyOf(specs);
        for (Instant a = START; a.isBefore(last); a = a.plusMillis(random.nextInt(4_000_000))) {
            String id = EXPORTS.get(random.nextInt(2));
            switch (random.nextInt(9)) {
                case 0 -> catalog.pause(PauseScope.of(new ExportId("acme", id)));
                case 1 -> catalog.resume(PauseScope.EVERYTHING);
                case 2 -> {
                    Map<String, Optional<ExportSpec>> undone = Map.copyOf(before);
                    before = Map.copyOf(specs);
                    specs.putAll(undone);
                    a = a.plusMillis(random.nextInt(300_000));
                }
                case 3 -> {
                    before = Map.copyOf(specs);
                    specs.put(id, Optional.empty());
                }
                case 4 -> {
                    before = Map.copyOf(specs);
                    specs.put(id, specs.get(id).map(spec -> spec.withEnabled(false)));
                }
                default -> {
                    before = Map.copyOf(specs);
                    specs.put(id, Optional.of(randomSpec(random, id)));
                }
            }
            catalog.apply(present(specs), a);
            history.add(new Change(a, catalog.snapshot()));
        }
        catalog.resume(PauseScope.EVERYTHING);
        history.add(new Change(last.plus(Duration.ofDays(1)), catalog.snapshot()));
        return history;
    }

    private static List<ExportSpec> present(Map<String, Optional<ExportSpec>> specs) {
        return specs.values().stream().flatMap(Optional::stream).toList();
    }

    private static ExportSpec randomSpec(Random random, String id) {
        String every =
                List.of("hourly", "daily", "0,30 * * * *", "15 */3 * * *").get(random.nextInt(4));
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(3)));
        Duration grace = Duration.ofMinutes(List.of(0, 10, 90).get(random.nextInt(3)));
        IncludeExclude any = IncludeExclude.ALL;
        List<String> all = List.of();
        SelectSpec gets = new SelectSpec(
                any, any, any, any, all, all, all, all, all, all, all, SelectSpec.ALL.sample(), "method == 'GET'");
        return new ExportSpec(
                new ExportId("acme", id),
                Source.DOWNLOAD,
                true,
                random.nextInt(3) == 0 ? gets : SelectSpec.ALL,
                random.nextBoolean() ? List.of() : List.of(new KindSpec("drop-field", Map.of("field", "uri"))),
                new KindSpec("csv", Map.of("columns", List.of("event_id", "uri"), "compression", "none")),
                ExportSpec.DEFAULT_LAYOUT,
                new ScheduleSpec(every, zone, grace),
                8 * 1024 * 1024,
                true,
                Delivery.DEDICATED,
                new FileDestination(Path.of("/tmp/acme"), id),
                Map.of());
    }

    /** One source partition with transactions, in processes that each have a reader of their own. */
    private static final class Partition {
        private final List<Event> log;
        private final List<Change> history;
        private final Duration replayDistance;
        private final long memory;

        private MapStore store = new MapStore();
        private final List<Part> parts = new ArrayList<>();
        private MapStore committedStore = new MapStore();
        private final List<Part> committedParts = new ArrayList<>();
        private int committedOffset;

        private final TreeSet<Unruled> unrouted = new TreeSet<>();
        private int waits;
        private LaggingReader reader;
        private PartitionBatches batches;
        private EventPath path;

        Partition(List<Event> log, List<Change> history, Duration replayDistance, long memory) {
            this.log = log;
            this.history = history;
            this.replayDistance = replayDistance;
            this.memory = memory;
        }

        void run(Random random, boolean disturbed) {
            start(START);
            int crashes = 0;
            int offset = 0;
            while (offset < log.size()) {
                long now = log.get(offset).arrivalMillis();
                // Readers stand still for many events, or look with each.
                if (!disturbed || random.nextInt(8) == 0) {
                    reader.look(
                            Instant.ofEpochMilli(now).minusSeconds(disturbed ? random.nextInt(200) : 0),
                            Duration.ofSeconds(random.nextInt(31)));
                }
                accept(offset++);
                switch (disturbed ? random.nextInt(12) : 12) {
                    case 0, 1 -> batches.work(now + random.nextInt(120_000));
                    case 2, 3, 4 -> commit(offset);
                    case 5, 6 -> {
                        if (crashes++ < 25) {
                            offset = crash(Instant.ofEpochMilli(now).minusSeconds(random.nextInt(300)));
                        }
                    }
                    case 7 -> {
                        // With LogAppendTime whatever comes after the proof has an arrival of at least its time.
                        long then = offset < log.size() ? log.get(offset).arrivalMillis() : now;
                        batches.time().advanceIdle(now + random.nextLong(then - now + 1));
                    }
                    default -> {}
                }
            }
            finish(offset);
        }

        private void finish(int offset) {
            Instant later = START.plus(Duration.ofDays(30));
            reader.look(later, Duration.ZERO);
            batches.time().advanceIdle(later.toEpochMilli());
            // What was held back is asked about again after a while.
            for (long now = later.toEpochMilli(); batches.hasWork(now + 5_000); now += 5_000) {
                batches.work(now);
            }
            assertThat(batches.nextDueMillis()).isEmpty();
            commit(offset);
            waits += reader.waits();
        }

        private void start(Instant wallClock) {
            waits += reader == null ? 0 : reader.waits();
            reader = new LaggingReader(history);
            reader.look(wallClock, LaggingReader.MAX_HIDDEN);
            path = EventPath.open(
                    EventPaths.of(
                            reader,
                            BatchSettings.DEFAULT
                                    .withBlocks(300)
                                    .withSlices(250, 3, Duration.ofHours(1))
                                    .withReplayDistance(replayDistance),
                            MemoryBudget.of(memory)),
                    0,
                    store,
                    new Emitted(),
                    System::nanoTime);
            batches = path.batches();
            batches.replayFrom().ifPresent(from -> {
                for (int offset = (int) from; offset < committedOffset; offset++) {
                    accept(offset);
                }
            });
            batches.replayed();
        }

        private void accept(int offset) {
            path.accept(offset, log.get(offset).arrivalMillis(), log.get(offset).json());
        }

        private void commit(int offset) {
            committedStore = store.copy();
            committedParts.addAll(parts);
            parts.clear();
            committedOffset = offset;
        }

        private int crash(Instant wallClock) {
            store = committedStore.copy();
            parts.clear();
            start(wallClock);
            return committedOffset;
        }

        List<String> contents() {
            return committedParts.stream()
                    .map(part -> part.object() + "\n" + new String(part.bytes(), StandardCharsets.UTF_8))
                    .sorted()
                    .toList();
        }

        /** By event: in which windows of which versions it stands. */
        Map<String, List<String>> rows() {
            Map<String, List<String>> rows = new TreeMap<>();
            for (Part part : committedParts) {
                String place = part.export().export() + " " + part.configVersion() + " "
                        + part.window().start() + "/" + part.window().end();
                boolean dropped = isUriDropped(part);
                new String(part.bytes(), StandardCharsets.UTF_8).lines().skip(1).forEach(line -> {
                    String[] cells = line.split(",", -1);
                    assertThat(cells[1])
                            .as("what version %s lets be seen", part.configVersion())
                            .isEqualTo(dropped ? "" : "/a");
                    rows.computeIfAbsent(cells[0], any -> new ArrayList<>()).add(place);
                });
            }
            rows.values().forEach(places -> places.sort(null));
            return rows;
        }

        private boolean isUriDropped(Part part) {
            CatalogSnapshot end = history.get(history.size() - 1).snapshot();
            return !export(end, part.export().export())
                    .versions()
                    .get(part.configVersion())
                    .spec()
                    .redact()
                    .isEmpty();
        }

        private final class Emitted implements Outbox, QuietEmitter {
            @Override
            public boolean accepts(ExportVersion version) {
                return reader.now().snapshot().paused(version.export()).isEmpty();
            }

            @Override
            public void emit(Part part) {
                assertThat(accepts(part))
                        .as("nothing of a paused export is emitted")
                        .isTrue();
                parts.add(part);
            }

            private boolean accepts(Part part) {
                return reader.now().snapshot().paused(part.export()).isEmpty();
            }

            @Override
            public void finished(BatchEnd end) {
                assertThat(end.counts().open()).isZero();
            }

            @Override
            public void quarantine(ClaimTicketDraft ticket) {
                throw new AssertionError(ticket.reason());
            }

            @Override
            public void unrouted(Unruled why) {
                unrouted.add(why);
            }

            @Override
            public void fault(Throwable fault) {
                throw new AssertionError(fault);
            }

            @Override
            public void heldBack(ExportId export, SpecException why) {
                throw new AssertionError(why);
            }

            @Override
            public void released(ExportId export) {
                throw new AssertionError(export);
            }
        }
    }
}
