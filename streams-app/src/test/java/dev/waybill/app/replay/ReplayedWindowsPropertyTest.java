package dev.waybill.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.Part;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.config.ExportBinder;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartKind;
import dev.waybill.contract.Source;
import dev.waybill.delivery.CatalogView;
import dev.waybill.delivery.TestCatalog;
import dev.waybill.kafka.replay.DeliveredParts;
import dev.waybill.ledger.AboutExport;
import dev.waybill.registry.schema.NoWriter;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.topology.SimulatedTask;
import dev.waybill.topology.SimulatedTask.LogRecord;
import dev.waybill.topology.SimulatedTask.World;
import dev.waybill.verify.check.CheckedObjects;
import dev.waybill.verify.check.Expectations;
import dev.waybill.verify.check.ExportTotals;
import dev.waybill.verify.check.Finding;
import dev.waybill.verify.check.Progress;
import dev.waybill.verify.check.Summary;
import dev.waybill.verify.check.Verifier;
import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.key.SigningKey;
import dev.waybill.verify.place.FolderPlace;
import dev.waybill.verify.receipt.ReceiptSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Logs with copies, late events, events ahead of their time and records that nobody can read; exports whose specs change; and
 * replays of some hours of them, that begin and end anywhere, of logs whose beginning is gone, and that crash. Every window that
 * is delivered again is the same, byte for byte, and no other is touched.
 */
class ReplayedWindowsPropertyTest {
    private static final int LOGS = 25;
    private static final Instant START = Instant.parse("2026-03-07T22:00:00Z");
    private static final Duration SKEW = TestCatalog.SETTINGS.futureSkew();
    private static final List<String> EXPORTS = List.of("first", "second");

    @TempDir
    Path stateFolder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void makesTheSamePartsAsLiveDeliveryOrSaysWhyNot(int firstSeed) {
        int late = 0;
        int several = 0;
        int receipts = 0;
        Set<WhyNot> reasons = new HashSet<>();
        int windows = 0;
        for (int seed = firstSeed * LOGS; seed < (firstSeed + 1) * LOGS; seed++) {
            Random random = new Random(seed);
            List<LogRecord> log = randomLog(random);
            CatalogSnapshot catalog = randomCatalog(random, log);
            int end = log.size() / 2 + random.nextInt(log.size() / 2) + 1;
            Scene scene = new Scene(random, log, end, catalog, ReplayVersions.REIGNED);
            BatchSettings settings = settings(random);

            List<Part> live = liveParts(random, log, settings, scene.view());
            List<Part> untilEnd = liveParts(random, log.subList(0, end), settings, scene.view());
            List<Part> replayed = scene.replay(random, settings);

            assertThat(texts(replayed)).describedAs("seed %d", seed).isEqualTo(texts(scene.ofReplayed(untilEnd)));
            assertThat(texts(onTime(replayed)))
                    .describedAs("seed %d", seed)
                    .isEqualTo(texts(onTime(scene.ofReplayed(live))));
            late += (int) replayed.stream()
                    .filter(part -> part.kind() == PartKind.LATE_PART)
                    .count();
            receipts += requireReceipts(scene, seed);
            several += (int) replayed.stream().filter(part -> part.number() > 0).count();
            windows += (int)
                    scene.windows.stream().filter(PlannedWindow::isReplayed).count();
            scene.windows.forEach(window -> window.whyNot().ifPresent(reasons::add));
        }
        assertThat(windows).as("windows").isGreaterThan(LOGS);
        assertThat(late).as("late parts").isPositive();
        assertThat(several).as("parts of windows that have several").isPositive();
        assertThat(receipts).as("receipts").isGreaterThan(LOGS);
        assertThat(reasons).containsExactlyInAnyOrder(WhyNot.EXPIRED, WhyNot.OPEN);
    }

    /** The ledger that live delivery has kept until the replay began names every part, less what it still has to say. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void makesPartsThatTheLedgerNames(int firstSeed) {
        Map<DeliveredParts.Verdict, Integer> verdicts = new EnumMap<>(DeliveredParts.Verdict.class);
        for (int seed = firstSeed * LOGS; seed < (firstSeed + 1) * LOGS; seed++) {
            Random random = new Random(seed);
            List<LogRecord> log = randomLog(random);
            CatalogSnapshot catalog = randomCatalog(random, log);
            int end = log.size() / 2 + random.nextInt(log.size() / 2) + 1;
            Scene scene = new Scene(random, log, end, catalog, ReplayVersions.REIGNED);
            BatchSettings settings = settings(random);
            LedgerView view = new LedgerView();
            liveUntil(scene.asked, random, log.subList(0, end), settings, scene.view())
                    .ledger()
                    .forEach(view::add);
            LedgerParts delivered = new LedgerParts(catalog.settings().orElseThrow());

            List<Part> replayed = scene.replay(random, settings);

            Map<ExportId, LedgerEvidence> evidence = new HashMap<>();
            scene.windows.forEach(window -> evidence.computeIfAbsent(window.export(), export -> {
                LedgerEvidence found = LedgerEvidence.of(window, view, Optional.empty(), SKEW);
                delivered.add(found, view.parts(export));
                return found;
            }));
            for (PlannedWindow window : scene.windows) {
                if (!window.isReplayed()
                        || Objects.requireNonNull(evidence.get(window.export()))
                                .whyNot(window)
                                .isPresent()) {
                    continue;
                }
                List<Part> parts = replayed.stream()
                        .filter(part -> part.export().equals(window.export())
                                && part.window().equals(window.window()))
                        .toList();
                parts.forEach(part -> verdicts.merge(delivered.of(part), 1, Integer::sum));
                assertThat(delivered.missing(
                                window, parts.stream().map(Part::object).collect(Collectors.toSet())))
                        .describedAs("seed %d, %s", seed, window)
                        .isZero();
            }
        }
        assertThat(verdicts).containsKey(DeliveredParts.Verdict.NAMED).doesNotContainKey(DeliveredParts.Verdict.OTHER);
    }

    /** The application has read all, and has been idle up to an instant. */
    private SimulatedTask liveUntil(
            Instant asked, Random random, List<LogRecord> log, BatchSettings settings, CatalogView catalog) {
        SimulatedTask task = new SimulatedTask(stateFolder, log, settings, 1 << 20, world(catalog));
        while (task.hasNext()) {
            task.processNext();
        }
        if (random.nextInt(3) > 0) {
            task.provenIdleSince(asked.toEpochMilli());
        }
        int rounds = random.nextInt(5);
        for (int round = 0; round < rounds; round++) {
            task.punctuate(asked.toEpochMilli() + 5_000L * round);
        }
        task.commit();
        return task;
    }

    /** Everything that the replay has delivered, and its receipts, stand in a place in which nothing is wrong; how many there are. */
    private long requireReceipts(Scene scene, int seed) {
        List<PlannedWindow> replayed =
                scene.windows.stream().filter(PlannedWindow::isReplayed).toList();
        if (replayed.isEmpty()) {
            return 0;
        }
        Path place = stateFolder.resolve("place-" + seed + "-" + scene.hashCode());
        SigningKey key = SigningKey.generate();
        ReplayReceipts receipts = new ReplayReceipts("simulated", new ReplayId("r1"), new ReceiptSigner(key));
        List<Finding> findings = new ArrayList<>();
        try {
            for (Part part : scene.task.parts()) {
                write(place.resolve("replay=r1").resolve(part.object()), part.bytes());
            }
            for (TopicPartition partition : LedgerReading.partitions(PlannedWindow.exports(replayed))) {
                receipts.issue(
                        partition.partition(),
                        taker -> scene.task.ledger().stream()
                                .filter(entry -> !(entry instanceof AboutExport about)
                                        || LedgerReading.partitions(List.of(about.export()))
                                                .contains(partition))
                                .forEach(taker),
                        new ReplayCatalog(scene.view()::now, ReplayedReigns.of(scene.tenant(), replayed)).now(),
                        receipt -> receipt.documents()
                                .forEach(document ->
                                        write(place.resolve("replay=r1").resolve(document.name()), document.bytes())));
            }
            try (CheckedObjects none = CheckedObjects.none();
                    FolderPlace folder = new FolderPlace(place)) {
                Summary summary = new Verifier(
                                KeySet.of(List.of(key.verifyingKey())), Expectations.at(Instant.now()), none)
                        .verify(folder, findings::add, Progress.NONE);

                assertThat(findings).describedAs("seed %d", seed).isEmpty();
                assertThat(summary.exports().stream()
                                .mapToLong(ExportTotals::windows)
                                .sum())
                        .describedAs("windows that are stated, seed %d", seed)
                        .isEqualTo(replayed.size());
                assertThat(summary.objects()).isEqualTo(scene.task.parts().size());
                return summary.receipts();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void makesWithTheCurrentVersionWhatItWouldHaveMadeThen(int firstSeed) {
        int parts = 0;
        for (int seed = firstSeed * LOGS; seed < (firstSeed + 1) * LOGS; seed++) {
            Random random = new Random(seed);
            List<LogRecord> log = randomLog(random);
            CatalogSnapshot catalog = randomCatalog(random, log);
            Scene scene = new Scene(random, log, log.size(), catalog, ReplayVersions.CURRENT);
            BatchSettings settings = settings(random);
            List<ExportSpec> current =
                    catalog.tenant("acme").orElseThrow().record().orElseThrow().exports().values().stream()
                            .map(export -> export.last().orElseThrow().spec())
                            .toList();

            List<Part> expected = liveParts(
                    random,
                    log,
                    settings,
                    TestCatalog.ruling(current, catalog.settings().orElseThrow().last()));
            List<Part> replayed = scene.replay(random, settings);

            assertThat(texts(replayed)).describedAs("seed %d", seed).isEqualTo(texts(scene.ofReplayed(expected)));
            requireReceipts(scene, seed);
            parts += replayed.size();
        }
        assertThat(parts).isGreaterThan(LOGS);
    }

    /** A replay that was asked for, of what a log still holds. */
    private final class Scene {
        private final List<LogRecord> log;
        private final CatalogSnapshot catalog;
        private final SourceSpan span;
        private final List<PlannedWindow> windows;
        private final Instant asked;
        private final Instant since;
        private SimulatedTask task;

        Scene(Random random, List<LogRecord> log, int end, CatalogSnapshot catalog, ReplayVersions versions) {
            this.log = log;
            this.catalog = catalog;
            TenantRecord tenant = tenant();
            SettingsRecord settings = catalog.settings().orElseThrow();
            Instant first = Instant.ofEpochMilli(log.get(0).arrivalMillis());
            Instant from = first.plus(Duration.ofMinutes(random.nextInt(240)));
            Instant to = from.plus(Duration.ofMinutes(60 + random.nextInt(600)));
            int held = random.nextBoolean() ? 0 : random.nextInt(log.size() / 3);
            long arrivedFrom = from.minus(SKEW).toEpochMilli();
            int start = held;
            while (start < end && log.get(start).arrivalMillis() < arrivedFrom) {
                start++;
            }
            long last = log.get(end - 1).arrivalMillis();
            long next = end < log.size()
                    ? log.get(end).arrivalMillis()
                    : last + Duration.ofDays(3).toMillis();
            span = new SourceSpan(
                    new TopicPartition("download-events", 0),
                    start,
                    end,
                    held == 0
                            ? Optional.empty()
                            : Optional.of(Instant.ofEpochMilli(log.get(held).arrivalMillis())));
            ReplayRequest request = new ReplayRequest("acme", Optional.empty(), from, to, versions, new OwnFolder());
            AskedWindows list = new AskedWindows(request, tenant, settings);
            asked = Instant.ofEpochMilli(last + random.nextLong(next - last + 1));
            ReplayPlan made = new ReplayPlan(request, asked, SKEW, list.versions(), List.of(span), ReplayLedger.NONE);
            ReplayPlan plan = ReplayPlan.parse(made.toJson());
            assertThat(plan).isEqualTo(made);
            since = plan.since();
            windows = list.list(plan.versions()).stream()
                    .map(window -> plan.whyNot(window, "download-events")
                            .map(window::without)
                            .orElse(window))
                    .toList();
        }

        private TenantRecord tenant() {
            return catalog.tenant("acme").orElseThrow().record().orElseThrow();
        }

        CatalogView view() {
            return TestCatalog.of(catalog);
        }

        List<Part> replay(Random random, BatchSettings settings) {
            List<PlannedWindow> replayed =
                    windows.stream().filter(PlannedWindow::isReplayed).toList();
            if (replayed.isEmpty()) {
                return List.of();
            }
            CatalogView live = view();
            World world = world(new ReplayCatalog(live::now, ReplayedReigns.of(tenant(), replayed)));
            task = SimulatedTask.replaying(
                    stateFolder,
                    log,
                    (int) span.start(),
                    (int) span.end(),
                    Optional.of(since),
                    settings,
                    200 + random.nextInt(20_000),
                    world);
            int crashes = 0;
            // Whenever that is: windows of the future are not waited for.
            for (long wall = log.get((int) span.end() - 1).arrivalMillis(); !task.isDrained(); wall += 5_000) {
                if (task.hasNext()) {
                    task.processNext();
                }
                switch (random.nextInt(10)) {
                    case 0, 1 -> task.punctuate(wall);
                    case 2, 3 -> task.commit();
                    case 4 -> {
                        if (crashes++ < 12) {
                            task.crash(world);
                        }
                    }
                    default -> {}
                }
            }
            task.commit();
            return task.parts();
        }

        /** Those of windows that are delivered again. */
        List<Part> ofReplayed(List<Part> parts) {
            Map<ExportId, Set<Instant>> starts = windows.stream()
                    .filter(PlannedWindow::isReplayed)
                    .collect(Collectors.groupingBy(
                            PlannedWindow::export,
                            Collectors.mapping(window -> window.window().start(), Collectors.toSet())));
            return parts.stream()
                    .filter(part -> starts.getOrDefault(part.export(), Set.of())
                            .contains(part.window().start()))
                    .toList();
        }
    }

    private static World world(CatalogView catalog) {
        return new World(
                catalog,
                id -> NoWriter.UNKNOWN,
                ExportBinder.forCurrentSchemas(name -> "secret").forPartition());
    }

    private List<Part> liveParts(Random random, List<LogRecord> log, BatchSettings settings, CatalogView catalog) {
        SimulatedTask task = new SimulatedTask(stateFolder, log, settings, 1 << 20, world(catalog));
        while (task.hasNext()) {
            task.processNext();
            if (random.nextInt(6) == 0) {
                task.provenIdleSince(task.now());
                task.punctuate(task.now() + random.nextInt(120_000));
            }
        }
        task.finish();
        return task.parts();
    }

    private static List<Part> onTime(List<Part> parts) {
        return parts.stream().filter(part -> part.kind() == PartKind.PART).toList();
    }

    private static List<String> texts(List<Part> parts) {
        return parts.stream()
                .map(part -> part.topic() + " " + part.kind() + " " + part.configVersion() + " " + part.window() + " "
                        + part.number() + " " + part.object() + " " + part.events() + "\n"
                        + new String(part.bytes(), StandardCharsets.UTF_8))
                .sorted()
                .toList();
    }

    private static List<LogRecord> randomLog(Random random) {
        List<LogRecord> log = new ArrayList<>();
        List<String> values = new ArrayList<>();
        long clock = START.toEpochMilli() + random.nextInt(3_600_000);
        int records = 100 + random.nextInt(150);
        for (int i = 0; i < records; i++) {
            clock += random.nextInt(20) == 0 ? random.nextInt(5_000_000) : random.nextInt(240_000);
            String value;
            if (i > 0 && random.nextInt(8) == 0) {
                value = values.get(random.nextInt(values.size()));
            } else if (random.nextInt(30) == 0) {
                value = "{ no event";
            } else {
                long age = switch (random.nextInt(6)) {
                    case 0 -> random.nextInt(12_000_000);
                    case 1 -> -random.nextInt((int) SKEW.toMillis() + 60_000);
                    default -> random.nextInt(60_000);
                };
                value =
                        "{\"event_id\":\"e%d\",\"tenant\":\"%s\",\"occurred_at\":\"%s\",\"method\":\"GET\",\"uri\":\"/a/%s\"}"
                                .formatted(
                                        i,
                                        random.nextInt(10) == 0 ? "other" : "acme",
                                        Instant.ofEpochMilli(clock - age),
                                        "x".repeat(random.nextInt(200)));
            }
            values.add(value);
            log.add(new LogRecord(clock, value.getBytes(StandardCharsets.UTF_8)));
        }
        return log;
    }

    /** Versions follow each other while the events come; in the end all exports are there. */
    private static CatalogSnapshot randomCatalog(Random random, List<LogRecord> log) {
        TestCatalog catalog = TestCatalog.ruling(
                List.of(randomSpec(random, "first"), randomSpec(random, "second")),
                TestCatalog.settings(Duration.ofSeconds(10), Duration.ofHours(24), 1_000 + random.nextInt(10_000)));
        Instant last = Instant.ofEpochMilli(log.get(log.size() - 1).arrivalMillis());
        for (Instant a = START; a.isBefore(last); a = a.plusSeconds(random.nextInt(20_000))) {
            List<ExportSpec> specs = new ArrayList<>();
            EXPORTS.forEach(id -> specs.add(randomSpec(random, id).withEnabled(random.nextInt(4) > 0)));
            catalog.apply(specs, a);
        }
        catalog.apply(List.of(randomSpec(random, "first"), randomSpec(random, "second")), last);
        return catalog.snapshot();
    }

    private static ExportSpec randomSpec(Random random, String id) {
        String every = List.of("hourly", "0,30 * * * *", "15 */3 * * *").get(random.nextInt(3));
        Duration grace = Duration.ofMinutes(List.of(0, 10, 90).get(random.nextInt(3)));
        return new ExportSpec(
                new ExportId("acme", id),
                Source.DOWNLOAD,
                true,
                SelectSpec.ALL,
                random.nextBoolean() ? List.of() : List.of(new KindSpec("drop-field", Map.of("field", "uri"))),
                new KindSpec("csv", Map.of("columns", List.of("event_id", "uri"), "compression", "none")),
                ExportSpec.DEFAULT_LAYOUT,
                new ScheduleSpec(every, ZoneOffset.UTC, grace),
                1024 + random.nextInt(4_000),
                random.nextInt(4) > 0,
                Delivery.DEDICATED,
                new FileDestination(Path.of("/tmp/acme"), id),
                Map.of());
    }

    private static BatchSettings settings(Random random) {
        return BatchSettings.DEFAULT
                .withBlocks(800)
                .withReplayDistance(Duration.ofMinutes(1 + random.nextInt(90)))
                .withSlices(600, 3, Duration.ofHours(1))
                .withSpread(Duration.ZERO);
    }
}
