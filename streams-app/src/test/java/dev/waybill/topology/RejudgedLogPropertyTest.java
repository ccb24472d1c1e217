package dev.waybill.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.Counts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
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
            SimulatedTask task = new SimulatedTask(
                    stateFolder,
                    log.records(),
                    settings(random),
                    pressed ? 100 + random.nextInt(20_000) : 1 << 20,
                    log.randomWorld(random, deduplicate));

            disturb(task, log, deduplicate, random);
            task.shut("");
            task.finish();

            assertThat(log.faults(task.parts(), task.tickets(), deduplicate))
                    .describedAs("seed %d", seed)
                    .isEmpty();
            assertThat(task.counts()).describedAs("seed %d", seed).allMatch(counts -> counts.open() == 0);
            assertThat(task.counts().stream().mapToLong(Counts::delivered).sum())
                    .describedAs("seed %d", seed)
                    .isEqualTo(AmbiguousLog.rows(task.parts()));
        }
    }

    private static void disturb(SimulatedTask task, AmbiguousLog log, boolean deduplicate, Random random) {
        int crashes = 0;
        while (task.hasNext()) {
            task.processNext();
            switch (random.nextInt(12)) {
                case 0, 1 -> task.punctuate(task.now() + random.nextInt(120_000));
                case 2, 3, 4 -> task.commit();
                case 5 -> {
                    if (crashes++ < 12) {
                        task.commit();
                        task.crash(log.randomWorld(random, deduplicate));
                    }
                }
                case 6 -> {
                    if (crashes++ < 12) {
                        task.crash(log.randomWorld(random, deduplicate));
                    }
                }
                case 7 -> task.provenIdleSince(task.now());
                case 8 -> task.answers(log.randomRegistry(random));
                case 9 -> task.shut(random.nextInt(4) == 0 ? "export.acme.all" : "");
                default -> {}
            }
        }
    }

    private static BatchSettings settings(Random random) {
        return BatchSettings.DEFAULT
                .withRuns(1_000 + random.nextInt(12_000), 800)
                .withReplayDistance(Duration.ofMinutes(1 + random.nextInt(90)))
                .withSlices(600, 3, Duration.ofHours(1))
                .withSpread(Duration.ofSeconds(random.nextInt(2) * 60));
    }
}
