package dev.waybill.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.Part;
import dev.waybill.config.ExportBinder;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.delivery.TestCatalog;
import dev.waybill.export.ExportVersion;
import dev.waybill.export.Intake;
import dev.waybill.export.PartForm;
import dev.waybill.export.Versions;
import dev.waybill.kafka.ClaimTicket;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.select.EventFilter;
import dev.waybill.select.Expressions;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import dev.waybill.topology.SimulatedTask.LogRecord;
import dev.waybill.topology.SimulatedTask.World;
import dev.waybill.window.Schedule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Secrets of exports are lost and found again and again, while the application runs and while it does not, with crashes in
 * between, after which another program may go on that cannot read every spec. In the end each export has delivered each event of its tenant once, whether or not it was held back when the event
 * came.
 */
class HeldBackPropertyTest {
    private static final int LOGS = 60;
    private static final Instant FIRST = Instant.parse("2026-03-04T05:00:00Z");
    private static final long START = FIRST.toEpochMilli();
    private static final List<ExportId> EXPORTS =
            List.of(new ExportId("acme", "a"), new ExportId("acme", "b"), new ExportId("globex", "c"));
    private static final Duration SLACK = Duration.ofSeconds(10);
    private static final Duration LATENESS = Duration.ofHours(24);
    private static final List<Duration> GRACES = List.of(Duration.ofMinutes(10), Duration.ofMinutes(20));
    private static final ExportBinder BINDER = ExportBinder.forCurrentSchemas(name -> "secret");

    @TempDir
    Path state;

    /** The versions, by export and grace, whose secret is not there now. */
    private final Set<String> lost = new HashSet<>();

    /** The versions, by export and grace, whose spec the program that runs now cannot read. */
    private Set<String> unknown = Set.of();

    /** Each lost secret is an error of the application's, and there are hundreds. */
    @BeforeAll
    static void logNoErrors() {
        Configurator.setLevel("dev.waybill.kafka", Level.OFF);
    }

    @AfterAll
    static void logErrors() {
        Configurator.setLevel("dev.waybill.kafka", Level.INFO);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void deliversEveryEventOnceWhateverIsHeldBackAndWhen(int firstSeed) {
        int held = 0;
        for (int seed = firstSeed * LOGS; seed < (firstSeed + 1) * LOGS; seed++) {
            Random random = new Random(seed);
            List<LogRecord> log = randomLog(random);
            lost.clear();
            TestCatalog catalog = catalog(random, log);
            SimulatedTask task = new SimulatedTask(
                    state,
                    log,
                    BatchSettings.DEFAULT
                            .withSpread(Duration.ZERO)
                            .withBlocks(300)
                            .withSlices(250, 3, Duration.ofHours(1))
                            .withReplayDistance(Duration.ofMinutes(1 + random.nextInt(60))),
                    5_000 + random.nextInt(20_000),
                    world(catalog, random));
            held += disturb(task, catalog, random);
            lost.clear();
            if (!unknown.isEmpty() || random.nextBoolean()) {
                task.crash(world(catalog, Set.of()));
            }
            catchUp(task);
            task.finish();

            assertThat(differences(events(log), rows(task)))
                    .describedAs("seed %d", seed)
                    .isEmpty();
            assertThat(ticketed(task)).describedAs("seed %d", seed).isEqualTo(garbage(log));
            assertThat(CheckedLedger.faults(task.ledger(), task.parts()))
                    .describedAs("seed %d", seed)
                    .isEmpty();
            assertThat(task.storeKeys('X')).describedAs("seed %d", seed).isEmpty();
        }
        assertThat(held).isGreaterThan(LOGS);
    }

    /** Answers how often something was held back. */
    private int disturb(SimulatedTask task, TestCatalog catalog, Random random) {
        int crashes = 0;
        int held = 0;
        while (task.hasNext()) {
            task.processNext();
            switch (random.nextInt(16)) {
                case 0, 1, 2 -> task.punctuate(task.now() + random.nextInt(60_000));
                case 3, 4 -> task.commit();
                case 5 -> {
                    if (crashes++ < 12) {
                        task.crash(world(catalog, random));
                    }
                }
                case 6 -> {
                    if (crashes++ < 12) {
                        task.commit();
                        task.crash(world(catalog, random));
                    }
                }
                case 7 -> {
                    for (int i = random.nextInt(20); i > 0; i--) {
                        task.punctuate(task.now() + 40_000L * i);
                    }
                }
                case 8, 9 -> loseAndFind(random);
                default -> {}
            }
            held += task.isBehind() ? 1 : 0;
        }
        return held;
    }

    private void loseAndFind(Random random) {
        for (ExportId export : EXPORTS) {
            for (Duration grace : GRACES) {
                if (random.nextInt(3) == 0) {
                    lost.add(export + " " + grace);
                } else {
                    lost.remove(export + " " + grace);
                }
            }
        }
    }

    private static void catchUp(SimulatedTask task) {
        while (task.hasNext()) {
            task.processNext();
        }
        for (int i = 0; i < 50 || task.isBehind(); i++) {
            assertThat(i).isLessThan(10_000);
            task.punctuate(task.now() + 2_000L * i);
        }
    }

    /** Each export has one version, and in most logs another one from some time on. */
    private static TestCatalog catalog(Random random, List<LogRecord> log) {
        TestCatalog catalog = TestCatalog.ruling(exports(GRACES.get(0)), TestCatalog.settings(SLACK, LATENESS, 900));
        long end = log.get(log.size() - 1).arrivalMillis();
        return catalog.apply(exports(GRACES.get(1)), Instant.ofEpochMilli(random.nextLong(START, end)));
    }

    private static List<ExportSpec> exports(Duration grace) {
        return EXPORTS.stream().map(export -> export(export, grace)).toList();
    }

    /** A program that may not know the kinds of some versions. */
    private World world(TestCatalog catalog, Random random) {
        Set<String> some = new HashSet<>();
        EXPORTS.forEach(export -> GRACES.forEach(grace -> {
            if (random.nextInt(8) == 0) {
                some.add(export + " " + grace);
            }
        }));
        return world(catalog, some);
    }

    private World world(TestCatalog catalog, Set<String> notKnown) {
        unknown = Set.copyOf(notKnown);
        return new World(catalog, new InMemorySchemaLookup(), new Lacking(lost, unknown, BINDER.forPartition()));
    }

    private static List<LogRecord> randomLog(Random random) {
        List<LogRecord> log = new ArrayList<>();
        long clock = START;
        int records = 20 + random.nextInt(150);
        for (int i = 0; i < records; i++) {
            clock += random.nextInt(20) == 0 ? random.nextInt(5_000_000) : random.nextInt(120_000);
            long age = random.nextInt(4) == 0 ? random.nextInt(8_000_000) : random.nextInt(60_000);
            String value = random.nextInt(25) == 0
                    ? "garbage " + i
                    : "{\"event_id\":\"e%d\",\"tenant\":\"%s\",\"occurred_at\":\"%s\"}"
                            .formatted(
                                    i, random.nextInt(3) == 0 ? "globex" : "acme", Instant.ofEpochMilli(clock - age));
            log.add(new LogRecord(clock, value.getBytes(StandardCharsets.UTF_8)));
        }
        return log;
    }

    /** What each export must deliver, in order of ids. */
    private static Map<String, List<String>> events(List<LogRecord> log) {
        Map<String, List<String>> events = new TreeMap<>();
        for (ExportId export : EXPORTS) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < log.size(); i++) {
                if (new String(log.get(i).value(), StandardCharsets.UTF_8).contains('"' + export.tenant() + '"')) {
                    ids.add("e" + i);
                }
            }
            events.put(export.toString(), ids.stream().sorted().toList());
        }
        return events;
    }

    private static Map<String, List<String>> rows(SimulatedTask task) {
        Map<String, List<String>> rows = new TreeMap<>();
        EXPORTS.forEach(export -> rows.put(export.toString(), new ArrayList<>()));
        for (Part part : task.parts()) {
            new String(part.bytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .forEach(rows.get(part.export().toString())::add);
        }
        rows.replaceAll((export, ids) -> ids.stream().sorted().toList());
        return rows;
    }

    /** What is missing, and what is there too often. */
    private static List<String> differences(Map<String, List<String>> expected, Map<String, List<String>> actual) {
        List<String> differences = new ArrayList<>();
        expected.forEach((export, events) -> {
            List<String> missing = new ArrayList<>(events);
            List<String> more = new ArrayList<>(actual.get(export));
            actual.get(export).forEach(missing::remove);
            events.forEach(more::remove);
            missing.forEach(event -> differences.add("missing in " + export + ": " + event));
            more.forEach(event -> differences.add("again in " + export + ": " + event));
        });
        return differences;
    }

    private static Set<Long> garbage(List<LogRecord> log) {
        Set<Long> garbage = new HashSet<>();
        for (int i = 0; i < log.size(); i++) {
            if (log.get(i).value()[0] == 'g') {
                garbage.add((long) i);
            }
        }
        return garbage;
    }

    private static Set<Long> ticketed(SimulatedTask task) {
        Set<Long> ticketed = new HashSet<>();
        task.tickets().stream().map(ClaimTicket::offset).forEach(ticketed::add);
        return ticketed;
    }

    private static ExportSpec export(ExportId id, Duration grace) {
        return new ExportSpec(
                id,
                Source.DOWNLOAD,
                true,
                SelectSpec.ALL,
                List.of(),
                new KindSpec("csv", Map.of("columns", List.of("event_id"), "compression", "none")),
                ExportSpec.DEFAULT_LAYOUT,
                new ScheduleSpec("hourly", ZoneOffset.UTC, grace),
                8 * 1024 * 1024,
                false,
                Delivery.DEDICATED,
                new FileDestination(Path.of("/tmp/acme"), ""),
                Map.of());
    }

    /** Nothing can be redacted under the versions whose secret is lost, and nothing at all be done under those that are unknown. */
    private record Lacking(Set<String> lost, Set<String> unknown, Versions right) implements Versions {
        @Override
        public ExportVersion of(String configVersion, ExportSpec spec) {
            if (unknown.contains(spec.exportId() + " " + spec.schedule().grace())) {
                throw new SpecException(List.of(Problem.at(Place.of("", "format.kind"), "is no kind of format")));
            }
            ExportVersion version = right.of(configVersion, spec);
            return new ExportVersion(
                    configVersion,
                    spec,
                    version.type(),
                    new PartForm(version.format(), version.layout(), version.partSize()),
                    () -> {
                        if (lost.contains(
                                spec.exportId() + " " + spec.schedule().grace())) {
                            throw new SpecException(
                                    List.of(Problem.at(Place.of("acme.yaml", "redact[0]"), "the secret is not there")));
                        }
                        return new Intake(
                                EventFilter.compile(spec, Expressions.of(version.type())),
                                version.rows(),
                                Schedule.of(spec.schedule()));
                    });
        }
    }
}
