package dev.waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MapStore;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.batch.Part;
import dev.waybill.batch.PartitionBatches;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.destination.FileDestination;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedule, grace and slack are edited again and again in the middle of windows, with crashes in between. */
class EditedSpecPropertyTest {
    private static final int LOGS = 25;
    private static final long START = Instant.parse("2026-03-04T05:00:00Z").toEpochMilli();

    private record LogRecord(long arrivalMillis, String json) {}

    /** From this offset on, records are read under this spec for the first time. */
    private record Edit(int offset, ScheduleSpec schedule, Duration slack) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void emitsTheSamePartsWhateverCrashesAndMemoryDo(int firstSeed) {
        for (int seed = firstSeed * LOGS; seed < (firstSeed + 1) * LOGS; seed++) {
            Random random = new Random(seed);
            List<LogRecord> log = randomLog(random);
            List<Edit> edits = randomEdits(random, log.size());

            Partition undisturbed = new Partition(log, edits, true, Duration.ofDays(1), 1 << 20);
            undisturbed.run(new Random(seed), false);
            Partition disturbed = new Partition(
                    log, edits, true, Duration.ofMinutes(1 + random.nextInt(60)), 100 + random.nextInt(40_000));
            disturbed.run(random, true);

            assertThat(disturbed.contents()).describedAs("seed %d", seed).isEqualTo(undisturbed.contents());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void deliversEveryEventOnceWithoutKnowingIds(int firstSeed) {
        for (int seed = firstSeed * LOGS; seed < (firstSeed + 1) * LOGS; seed++) {
            Random random = new Random(seed);
            List<LogRecord> log = randomLog(random);
            Partition partition = new Partition(
                    log,
                    randomEdits(random, log.size()),
                    false,
                    Duration.ofMinutes(1 + random.nextInt(60)),
                    100 + random.nextInt(40_000));
            partition.run(random, true);

            assertThat(partition.rows())
                    .describedAs("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, log.size())
                            .mapToObj(i -> "e" + i)
                            .toList());
        }
    }

    private static List<LogRecord> randomLog(Random random) {
        List<LogRecord> log = new ArrayList<>();
        long clock = START;
        int records = 20 + random.nextInt(120);
        for (int i = 0; i < records; i++) {
            clock += random.nextInt(20) == 0 ? random.nextInt(5_000_000) : random.nextInt(120_000);
            long age = random.nextInt(4) == 0 ? random.nextInt(8_000_000) : random.nextInt(60_000);
            log.add(new LogRecord(
                    clock,
                    "{\"event_id\":\"e%d\",\"tenant\":\"acme\",\"occurred_at\":\"%s\",\"method\":\"GET\",\"uri\":\"/a\"}"
                            .formatted(i, Instant.ofEpochMilli(clock - age))));
        }
        return log;
    }

    private static List<Edit> randomEdits(Random random, int records) {
        List<Edit> edits = new ArrayList<>();
        for (int offset = 0; offset < records; offset += 1 + random.nextInt(30)) {
            String every = List.of("hourly", "daily", "0,30 * * * *").get(random.nextInt(3));
            Duration grace = Duration.ofMinutes(List.of(0, 10, 90).get(random.nextInt(3)));
            Duration slack = Duration.ofSeconds(List.of(0, 10, 1_800).get(random.nextInt(3)));
            edits.add(new Edit(offset, new ScheduleSpec(every, ZoneOffset.UTC, grace), slack));
        }
        return edits;
    }

    private static final class Partition {
        private final List<LogRecord> log;
        private final List<Edit> edits;
        private final boolean deduplicate;
        private final Duration replayDistance;
        private final long memory;

        private MapStore store = new MapStore();
        private final List<Part> parts = new ArrayList<>();
        private MapStore committedStore = new MapStore();
        private final List<Part> committedParts = new ArrayList<>();
        private int committedOffset;

        private Edit edit;
        private PartitionBatches batches;
        private EventPath path;

        Partition(List<LogRecord> log, List<Edit> edits, boolean deduplicate, Duration replayDistance, long memory) {
            this.log = log;
            this.edits = edits;
            this.deduplicate = deduplicate;
            this.replayDistance = replayDistance;
            this.memory = memory;
            this.edit = edits.get(0);
            start();
        }

        void run(Random random, boolean disturbed) {
            int crashes = 0;
            int offset = 0;
            while (offset < log.size()) {
                int next = offset;
                Optional<Edit> begins =
                        edits.stream().filter(any -> any.offset() == next).findFirst();
                if (begins.isPresent() && begins.get() != edit) {
                    commit(offset);
                    edit = begins.get();
                    start();
                }
                accept(offset++);
                long now = log.get(offset - 1).arrivalMillis();
                switch (disturbed ? random.nextInt(12) : 12) {
                    case 0, 1 -> batches.work(now + random.nextInt(120_000));
                    case 2, 3, 4 -> commit(offset);
                    case 5, 6 -> {
                        if (crashes++ < 25) {
                            offset = crash();
                        }
                    }
                    case 7 -> {
                        // With LogAppendTime whatever comes after the proof has an arrival of at least its time.
                        long then = offset < log.size() ? log.get(offset).arrivalMillis() : now;
                        batches.advanceIdle(now + random.nextLong(then - now + 1));
                    }
                    default -> {}
                }
            }
            long later = START + Duration.ofDays(30).toMillis();
            batches.advanceIdle(later);
            // What was held back is asked about again after a while.
            for (long now = later; batches.hasWork(now + 5_000); now += 5_000) {
                batches.work(now);
            }
            assertThat(batches.nextDueMillis()).isEmpty();
            commit(offset);
        }

        private void start() {
            path = EventPath.open(
                    EventPaths.of(
                            List.of(spec()),
                            BatchSettings.DEFAULT
                                    .withLateness(
                                            edit.slack(),
                                            BatchSettings.DEFAULT.lateness(),
                                            BatchSettings.DEFAULT.rememberedIdBytes())
                                    .withRuns(700, 300)
                                    .withSlices(250, 3, Duration.ofHours(1))
                                    .withReplayDistance(replayDistance),
                            MemoryBudget.of(memory)),
                    0,
                    store,
                    new CollectedParts(parts),
                    System::nanoTime);
            batches = path.batches();
            batches.replayFrom().ifPresent(from -> {
                for (int offset = (int) from; offset < committedOffset; offset++) {
                    accept(offset);
                }
            });
            batches.replayed();
        }

        private ExportSpec spec() {
            return new ExportSpec(
                    new ExportId("acme", "all"),
                    Source.DOWNLOAD,
                    true,
                    SelectSpec.ALL,
                    List.of(),
                    new KindSpec("csv", Map.of("columns", List.of("event_id"), "compression", "none")),
                    ExportSpec.DEFAULT_LAYOUT,
                    edit.schedule(),
                    8 * 1024 * 1024,
                    deduplicate,
                    Delivery.DEDICATED,
                    new FileDestination(Path.of("/tmp/acme"), ""),
                    Map.of());
        }

        private void accept(int offset) {
            path.accept(
                    offset,
                    log.get(offset).arrivalMillis(),
                    log.get(offset).json().getBytes(StandardCharsets.UTF_8));
        }

        private void commit(int offset) {
            committedStore = store.copy();
            committedParts.addAll(parts);
            parts.clear();
            committedOffset = offset;
        }

        private int crash() {
            store = committedStore.copy();
            parts.clear();
            start();
            return committedOffset;
        }

        List<String> contents() {
            return committedParts.stream()
                    .map(part -> part.object() + "\n" + new String(part.bytes(), StandardCharsets.UTF_8))
                    .sorted()
                    .toList();
        }

        List<String> rows() {
            return committedParts.stream()
                    .flatMap(part -> new String(part.bytes(), StandardCharsets.UTF_8)
                            .lines()
                            .skip(1))
                    .toList();
        }
    }
}
