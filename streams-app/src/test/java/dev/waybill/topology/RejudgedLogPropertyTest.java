package dev.waybill.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.Counts;
import dev.waybill.spec.ExportSpec;
import dev.waybill.topology.SimulatedTask.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Crashes after which records are judged otherwise: the allowed skew into the future, the registry's answers, and what the
 * writers' schemas make of the same bytes, as another version of the decoder would. Whatever happens, every record is
 * delivered to all exports of one tenant that take it, or has a claim ticket, and nothing twice.
 *
 * <p>{@code -Drejudged.logs=N} reads N logs in each test instead of the 60 of a build, {@code -Drejudged.seed=S} others.
 */
class RejudgedLogPropertyTest {
    private static final int LOGS = Integer.getInteger("rejudged.logs", 60);
    private static final int SEED = Integer.getInteger("rejudged.seed", 1);

    @TempDir
    Path stateFolder;

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void deliversOrTicketsEveryRecordOnceWhateverAReplayJudges(boolean deduplicate, boolean pressed) {
        for (int seed = SEED; seed < SEED + LOGS; seed++) {
            Random random = new Random(31L * seed + (deduplicate ? 1 : 0) + (pressed ? 2 : 0));
            AmbiguousLog log = AmbiguousLog.random(random);
            int runSize = 1_000 + random.nextInt(12_000);
            List<ExportSpec> exports = AmbiguousLog.exports(random, deduplicate);
            SimulatedTask task = new SimulatedTask(
                    stateFolder,
                    log.records(),
                    settings(random),
                    pressed ? 100 + random.nextInt(20_000) : 1 << 20,
                    log.randomWorld(random, exports, runSize));

            disturb(
                    task,
                    () -> log.randomWorld(random, exports, runSize),
                    () -> task.answers(log.randomRegistry(random)),
                    random);
            task.shut("");
            task.finish();

            assertThat(log.faults(task.parts(), task.tickets(), deduplicate))
                    .describedAs("seed %d", seed)
                    .isEmpty();
            assertThat(CheckedLedger.faultsWhereRejudged(task.ledger(), task.parts()))
                    .describedAs("seed %d", seed)
                    .isEmpty();
            assertThat(task.counts()).describedAs("seed %d", seed).allMatch(counts -> counts.open() == 0);
            assertThat(task.counts().stream().mapToLong(Counts::delivered).sum())
                    .describedAs("seed %d", seed)
                    .isEqualTo(AmbiguousLog.rows(task.parts()));
            if (deduplicate) {
                assertThat(AmbiguousLog.numbers(task.parts()))
                        .describedAs("seed %d", seed)
                        .allSatisfy((batch, numbers) -> assertThat(numbers)
                                .containsExactlyElementsOf(IntStream.range(0, numbers.size())
                                        .boxed()
                                        .toList()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void emitsAndCountsTheSameWhereEverythingIsJudgedAsBefore(boolean deduplicate, boolean pressed) {
        for (int seed = SEED; seed < SEED + LOGS; seed++) {
            Random random = new Random(31L * seed + (deduplicate ? 1 : 0) + (pressed ? 2 : 0));
            AmbiguousLog log = AmbiguousLog.random(random);
            int runSize = 1_000 + random.nextInt(12_000);
            List<ExportSpec> exports = AmbiguousLog.exports(random, deduplicate);
            World world = log.randomWorld(random, exports, runSize);
            BatchSettings settings = settings(random);
            SimulatedTask undisturbed = new SimulatedTask(
                    stateFolder, log.records(), settings.withReplayDistance(Duration.ofDays(1)), 1 << 20, world);
            undisturbed.finish();

            SimulatedTask task = new SimulatedTask(
                    stateFolder, log.records(), settings, pressed ? 100 + random.nextInt(20_000) : 1 << 20, world);
            disturb(task, () -> world, task::commit, random);
            task.shut("");
            task.finish();

            assertThat(AmbiguousLog.contents(task.parts()))
                    .describedAs("seed %d", seed)
                    .isEqualTo(AmbiguousLog.contents(undisturbed.parts()));
            assertThat(task.tickets())
                    .describedAs("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(undisturbed.tickets());
            assertThat(total(task)).describedAs("seed %d", seed).isEqualTo(total(undisturbed));
            assertThat(CheckedLedger.faults(task.ledger(), task.parts()))
                    .describedAs("seed %d", seed)
                    .isEmpty();
        }
    }

    private static Counts total(SimulatedTask task) {
        return task.counts().stream().reduce(Counts.NONE, Counts::plus);
    }

    /** Lets the world be another one after each start, and calls {@code changed} now and then. */
    private static void disturb(SimulatedTask task, Supplier<World> next, Runnable changed, Random random) {
        int crashes = 0;
        while (task.hasNext()) {
            task.processNext();
            switch (random.nextInt(12)) {
                case 0, 1 -> task.punctuate(task.now() + random.nextInt(120_000));
                case 2, 3, 4 -> task.commit();
                case 5 -> {
                    if (crashes++ < 12) {
                        task.commit();
                        task.crash(next.get());
                    }
                }
                case 6 -> {
                    if (crashes++ < 12) {
                        task.crash(next.get());
                    }
                }
                case 7 -> task.provenIdleSince(task.now());
                case 8 -> changed.run();
                case 9 -> task.shut(random.nextInt(4) == 0 ? "export.acme.all" : "");
                default -> {}
            }
        }
    }

    private static BatchSettings settings(Random random) {
        return BatchSettings.DEFAULT
                .withBlocks(800)
                .withReplayDistance(Duration.ofMinutes(1 + random.nextInt(90)))
                .withSlices(600, 3, Duration.ofHours(1))
                .withSpread(Duration.ofSeconds(random.nextInt(2) * 60));
    }
}
