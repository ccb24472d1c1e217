package dev.waybill.batch;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.SimulatedPartition.LogRecord;
import dev.waybill.ledger.PartsHash;
import dev.waybill.verify.receipt.EventSum;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of interleavings of records, emission, idle proofs, commits and crashes against a plain oracle. */
class PartitionBatchesPropertyTest {
    private static final Set<String> TENANTS = Set.of("acme", "globex", "initech");
    private static final long START = Instant.parse("2026-03-04T05:00:00Z").toEpochMilli();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int LOGS = Integer.getInteger("batch.logs", 100);
    /** So small that a run has many parts and a slice ends in the middle of a run. */
    private static final int PART_SIZE = 200;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void emitsTheSamePartsWhateverCrashesAndMemoryDo(int firstSeed) {
        for (int seed = firstSeed * LOGS; seed < (firstSeed + 1) * LOGS; seed++) {
            List<LogRecord> log = randomLog(new Random(seed));
            int runSize = 400 + new Random(seed).nextInt(20_000);
            BatchSettings roomy = settings(Duration.ofMinutes(5));

            SimulatedPartition undisturbed =
                    new SimulatedPartition(log, TENANTS, roomy, runs(runSize), 1 << 20, PART_SIZE, true);
            undisturbed.finish();
            SimulatedPartition disturbed = disturbed(log, runSize, new Random(~seed));

            assertThat(contents(disturbed.parts()))
                    .describedAs("seed %d", seed)
                    .isEqualTo(contents(undisturbed.parts()));
            assertThat(disturbed.parts()).describedAs("seed %d", seed).doesNotHaveDuplicates();
            assertThat(disturbed.counts().delivered())
                    .describedAs("seed %d", seed)
                    .isEqualTo(deliveredRows(disturbed.parts()));
            assertThat(disturbed.counts().open()).describedAs("seed %d", seed).isZero();
            assertThat(disturbed.counts().read()).describedAs("seed %d", seed).isEqualTo(log.size());
            assertSaysOnceWhatBecameOfEachBatch(disturbed, "seed " + seed);
            assertThat(sums(disturbed)).describedAs("seed %d", seed).isEqualTo(sums(undisturbed));
        }
    }

    private static void assertSaysOnceWhatBecameOfEachBatch(SimulatedPartition partition, String seed) {
        assertThat(partition.opened()).describedAs(seed).doesNotHaveDuplicates();
        assertThat(partition.ends().stream().map(BatchEnd::key))
                .describedAs(seed)
                .containsExactlyInAnyOrderElementsOf(partition.opened());
        Map<String, List<Part>> parts = partition.parts().stream()
                .collect(groupingBy(part -> part.export() + " " + part.window() + " " + part.lateHour()));
        for (BatchEnd end : partition.ends()) {
            List<Part> own = parts.getOrDefault(
                    end.key().export() + " " + end.key().window() + " "
                            + (end.key().isLate() ? Optional.of(end.key().lateHourStart()) : Optional.empty()),
                    List.of());
            String hash = PartsHash.NONE;
            for (Part part : own) {
                hash = PartsHash.with(hash, part.sha256());
            }
            assertThat(end.parts()).describedAs(seed).isEqualTo(own.size());
            assertThat(end.partsHash()).describedAs(seed).isEqualTo(hash);
            assertThat(end.counts().delivered())
                    .describedAs(seed)
                    .isEqualTo(own.stream().mapToLong(Part::events).sum());
            assertThat(end.sum()).describedAs(seed).isEqualTo(sumOf(own));
            assertThat(end.firstOffset()).describedAs(seed).isLessThanOrEqualTo(end.lastOffset());
        }
    }

    private static EventSum sumOf(List<Part> parts) {
        EventSum sum = EventSum.ZERO;
        for (Part part : parts) {
            for (String row : new String(part.bytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList()) {
                String[] columns = row.split(",");
                sum = sum.plus(EventSum.of(columns[0], Instant.parse(columns[1])));
            }
        }
        return sum;
    }

    private static Map<String, String> sums(SimulatedPartition partition) {
        return partition.ends().stream()
                .collect(toMap(end -> end.key().toString(), end -> end.sum().hex()));
    }

    /** Lateness and memory for ids are so small that most copies come when the first delivery has been forgotten. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void forgetsWhatWasDeliveredByTheLogAloneNotByWhenItWasEmitted(int firstSeed) {
        long forgotten = 0;
        for (int seed = firstSeed * LOGS; seed < (firstSeed + 1) * LOGS; seed++) {
            List<LogRecord> log = randomLog(new Random(seed));
            int runSize = 400 + new Random(seed).nextInt(20_000);
            SimulatedPartition undisturbed = new SimulatedPartition(
                    log,
                    TENANTS,
                    forgetful(settings(Duration.ofMinutes(5))),
                    forgetful(runSize),
                    1 << 20,
                    PART_SIZE,
                    true);
            undisturbed.finish();
            Random random = new Random(~seed);
            SimulatedPartition disturbed = new SimulatedPartition(
                    log,
                    TENANTS,
                    forgetful(settings(Duration.ofMinutes(1 + random.nextInt(90)))),
                    forgetful(runSize),
                    100 + random.nextInt(40_000),
                    PART_SIZE,
                    true);
            disturb(disturbed, log, random);

            assertThat(contents(disturbed.parts()))
                    .describedAs("seed %d", seed)
                    .isEqualTo(contents(undisturbed.parts()));
            forgotten += deliveredRows(undisturbed.parts())
                    - log.stream()
                            .map(record -> record.tenant() + " " + record.id() + " " + record.occurredAtMicros())
                            .distinct()
                            .count();
        }
        assertThat(forgotten).isPositive();
    }

    private static BatchSettings forgetful(BatchSettings settings) {
        return settings.withRememberedIds(2_000);
    }

    private static WindowSettings forgetful(int runSize) {
        return new WindowSettings(Duration.ofSeconds(10), Duration.ofMinutes(30), runSize);
    }

    private static WindowSettings runs(int runSize) {
        return new WindowSettings(Duration.ofSeconds(10), Duration.ofHours(24), runSize);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void deliversWhatAnOracleThatSortsEverythingInMemoryDelivers(int firstSeed) {
        for (int seed = firstSeed * LOGS; seed < (firstSeed + 1) * LOGS; seed++) {
            List<LogRecord> log = randomLog(new Random(seed));

            SimulatedPartition disturbed = disturbed(log, 1 << 20, new Random(~seed));

            assertThat(rowsByBatch(disturbed.parts()))
                    .describedAs("seed %d", seed)
                    .isEqualTo(oracle(log));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void deliversEveryCopyWhereDuplicatesAreWanted(int firstSeed) {
        for (int seed = firstSeed * LOGS; seed < (firstSeed + 1) * LOGS; seed++) {
            List<LogRecord> log = randomLog(new Random(seed));
            SimulatedPartition partition = new SimulatedPartition(
                    log, TENANTS, settings(Duration.ofMinutes(1)), runs(900), 8_000, PART_SIZE, false);

            disturb(partition, log, new Random(~seed));

            assertThat(deliveredRows(partition.parts()))
                    .describedAs("seed %d", seed)
                    .isEqualTo(log.size());
            assertThat(partition.counts().duplicate()).isZero();
        }
    }

    /** What must be delivered: per export, window and hour of lateness the distinct events by time and id. */
    private static Map<String, List<String>> oracle(List<LogRecord> log) {
        Map<String, TreeMap<String, LogRecord>> batches = new TreeMap<>();
        long clock = Long.MIN_VALUE;
        for (LogRecord record : log) {
            clock = Math.max(clock, record.arrivalMillis());
            long start = Math.floorDiv(record.occurredAtMicros() / 1000, HOUR) * HOUR;
            boolean late = clock >= start + HOUR + Duration.ofMinutes(10).toMillis() + 10_000;
            String batch = record.tenant() + " " + Instant.ofEpochMilli(start) + " "
                    + (late ? Instant.ofEpochMilli(Math.floorDiv(clock, HOUR) * HOUR) : "");
            batches.computeIfAbsent(batch, any -> new TreeMap<>())
                    .putIfAbsent("%020d %s".formatted(record.occurredAtMicros(), record.id()), record);
        }
        Set<String> seen = new HashSet<>();
        Map<String, List<String>> rows = new TreeMap<>();
        batches.forEach((batch, events) -> events.forEach((key, record) -> {
            if (seen.add(record.tenant() + " " + key)) {
                rows.computeIfAbsent(batch, any -> new ArrayList<>()).add(record.id());
            }
        }));
        return rows;
    }

    private static Map<String, List<String>> rowsByBatch(List<Part> parts) {
        Map<String, List<Part>> byBatch = parts.stream().collect(groupingBy(PartitionBatchesPropertyTest::batchOf));
        Map<String, List<String>> rows = new TreeMap<>();
        byBatch.forEach((batch, ofBatch) -> rows.put(
                batch,
                ofBatch.stream()
                        .sorted(Comparator.comparingInt(Part::number))
                        .flatMap(part -> rowsOf(part).stream())
                        .map(row -> row.substring(0, row.indexOf(',')))
                        .toList()));
        return rows;
    }

    private static String batchOf(Part part) {
        int late = part.object().indexOf("-late-");
        String arrival = late < 0 ? "" : part.object().substring(late + 6, late + 22);
        return part.export().tenant() + " " + part.window().start() + " "
                + arrival.replaceFirst("(\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)(\\d\\d)Z", "$1-$2-$3T$4:$5:$6Z");
    }

    private static List<String> rowsOf(Part part) {
        List<String> lines =
                new String(part.bytes(), StandardCharsets.UTF_8).lines().toList();
        return lines.subList(1, lines.size());
    }

    private static long deliveredRows(List<Part> parts) {
        return parts.stream().mapToLong(part -> rowsOf(part).size()).sum();
    }

    private static TreeSet<String> contents(List<Part> parts) {
        return parts.stream()
                .map(part -> part.object() + "\n" + new String(part.bytes(), StandardCharsets.UTF_8))
                .collect(toCollection(TreeSet::new));
    }

    private static SimulatedPartition disturbed(List<LogRecord> log, int runSize, Random random) {
        BatchSettings settings = settings(Duration.ofMinutes(1 + random.nextInt(90)));
        SimulatedPartition partition = new SimulatedPartition(
                log, TENANTS, settings, runs(runSize), 100 + random.nextInt(40_000), PART_SIZE, true);
        disturb(partition, log, random);
        return partition;
    }

    private static void disturb(SimulatedPartition partition, List<LogRecord> log, Random random) {
        int crashes = 0;
        while (partition.hasNext()) {
            partition.processNext();
            long now = log.get(partition.nextOffset() - 1).arrivalMillis();
            switch (random.nextInt(12)) {
                case 0, 1 -> partition.work(now + random.nextInt(120_000));
                case 2, 3, 4 -> partition.commit();
                case 5 -> {
                    String topic =
                            "export." + TENANTS.stream().sorted().toList().get(random.nextInt(3)) + ".all";
                    if (random.nextBoolean()) {
                        partition.shut(topic);
                    } else {
                        partition.open(topic);
                    }
                }
                case 6 -> {
                    if (crashes++ < 25) {
                        partition.crash();
                    }
                }
                case 7 -> {
                    // With LogAppendTime whatever comes after the proof has an arrival of at least its time.
                    long next = partition.hasNext()
                            ? log.get(partition.nextOffset()).arrivalMillis()
                            : now;
                    partition.advanceIdle(now + random.nextLong(next - now + 1));
                }
                default -> {}
            }
        }
        TENANTS.forEach(tenant -> partition.open("export." + tenant + ".all"));
        partition.finish();
    }

    private static BatchSettings settings(Duration distance) {
        return BatchSettings.DEFAULT
                .withBlocks(300)
                .withReplayDistance(distance)
                .withSlices(250, 3, Duration.ofHours(1))
                .withSpread(Duration.ofSeconds(60));
    }

    /** Arrivals mostly move on; event times are mostly recent; some copies come again, at once or hours later. */
    private static List<LogRecord> randomLog(Random random) {
        List<LogRecord> log = new ArrayList<>();
        List<String> tenants = TENANTS.stream().sorted().collect(Collectors.toList());
        long clock = START;
        int records = 20 + random.nextInt(120);
        for (int i = 0; i < records; i++) {
            clock += random.nextInt(20) == 0 ? random.nextInt(5_000_000) : random.nextInt(90_000);
            if (!log.isEmpty() && random.nextInt(6) == 0) {
                LogRecord copied = log.get(random.nextInt(log.size()));
                log.add(new LogRecord(clock, copied.tenant(), copied.id(), copied.occurredAtMicros()));
                continue;
            }
            long age = random.nextInt(10) == 0 ? random.nextInt(12_000_000) : random.nextInt(60_000);
            long second = (clock - age) / 1000 * 1000;
            log.add(new LogRecord(
                    clock, tenants.get(random.nextInt(tenants.size())), "e" + random.nextInt(1000), second * 1000));
        }
        return log;
    }
}
