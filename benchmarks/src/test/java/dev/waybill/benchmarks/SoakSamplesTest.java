package dev.waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoakSamplesTest {
    private static final int MINUTES = 60;
    private static final int LIFE = 15;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Path file;
    private SoakSamples samples;

    @BeforeEach
    void begin(@TempDir Path folder) {
        file = folder.resolve("samples.csv");
        samples = new SoakSamples(file);
    }

    @Test
    void whatWarmsUpInTheFirstQuarterAndThenStaysIsFlat() throws IOException {
        take("broker heap MiB", minute -> minute < 15 ? 10 * minute : 150 + minute % 3);

        assertThat(judge()).isEmpty();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("| broker heap MiB | 70.0 | 151.0 | 151.0 | 151.0 | flat |");
    }

    @Test
    void whatGrowsByMoreThanItsLimitIsNamed() throws IOException {
        // From 152 in the second quarter: 10 % and 16 MiB more are 183.2
        take("broker heap MiB", minute -> 130 + minute * 1.06);

        assertThat(judge()).containsExactly("broker heap MiB: 153.3, then 185.1");
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("| **grows** |");
    }

    @Test
    void whatGrowsWithinEachLifeOfAProcessIsNamedAlthoughRestartsHideIt() throws IOException {
        take("run handles", minute -> 400 + minute % LIFE * 20);

        assertThat(judge())
                .containsExactly(
                        "run handles from minute 0 on: 500.0, then 600.0",
                        "run handles from minute 15 on: 500.0, then 600.0",
                        "run handles from minute 30 on: 500.0, then 600.0",
                        "run handles from minute 45 on: 500.0, then 600.0");
    }

    @Test
    void threadsThatComeWithEachWindowAndGoAreFlatHoweverLongTheyAreNeeded() throws IOException {
        // Every fifth minute a window goes out, which takes two minutes at first and four later.
        take("run threads", minute -> minute % 5 < (minute < 30 ? 2 : 4) ? 200 : 84);

        assertThat(judge()).isEmpty();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("| run threads | 84.0 | 84.0 | 84.0 | 84.0 | flat |");
    }

    @Test
    void threadsThatAreLostAreNamedWhateverComesAndGoesBeside() throws IOException {
        take("run threads", minute -> minute % 5 < 2 ? 200 : 84 + minute % LIFE * 6);

        assertThat(judge())
                .containsExactly(
                        "run threads from minute 0 on: 126.0, then 156.0",
                        "run threads from minute 15 on: 126.0, then 156.0",
                        "run threads from minute 30 on: 126.0, then 156.0",
                        "run threads from minute 45 on: 126.0, then 156.0");
    }

    @Test
    void whatHasNoLimitIsShownOnly() throws IOException {
        take("catalog MiB", minute -> minute);

        assertThat(judge()).isEmpty();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("| catalog MiB | 7.0 | 22.0 | 37.0 | 52.0 |  |");
    }

    @Test
    void aFewMinutesSayNothing() throws IOException {
        samples.add(new SoakSamples.Sample(1, Map.of("broker heap MiB", 60.0), Map.of("broker", 1)));

        assertThat(judge()).containsExactly("too short to judge what is flat: 1 samples");
    }

    @Test
    void whatWasNeverSeenIsNotFlat() throws IOException {
        take("open batches", minute -> Double.NaN);

        assertThat(judge()).hasSize(1);
    }

    @Test
    void eachSampleIsInTheFileAtOnce() throws IOException {
        take("load", minute -> minute / 2.0);

        assertThat(Files.readAllLines(file)).hasSize(MINUTES + 1).startsWith("minute,load", "0.0,0.0", "1.0,0.5");
    }

    private void take(String name, IntToDoubleFunction figure) throws IOException {
        for (int minute = 0; minute < MINUTES; minute++) {
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put(name, figure.applyAsDouble(minute));
            samples.add(new SoakSamples.Sample(minute, figures, Map.of("run", 1 + minute / LIFE, "broker", 1)));
        }
    }

    private List<String> judge() {
        return samples.judge(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }
}
