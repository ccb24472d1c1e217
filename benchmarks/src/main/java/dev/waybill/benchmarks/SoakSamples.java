package dev.waybill.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What {@link Soak} has seen each minute, and whether it is flat. The rule: the first quarter of the run is warm-up; of each
 * figure that has a {@link #LIMITS limit} what stands for the last quarter is at most what stands for the second, and so many
 * per cent, and so much. Of a process that is restarted the same holds between the second and the last third of each of its
 * lives that has at least twelve samples, where the figure is its own.
 *
 * <p>What stands for a stretch of time is the median, but of threads and handles the lowest value: a process has many of them
 * while the files of a window go out, for as long as the machine lets that take, and what is lost is never given back.
 */
final class SoakSamples {
    /** How much more than before is still flat. */
    record Limit(int percent, double more, Standing standing) {
        double of(double before) {
            return before * (1 + percent / 100.0) + more;
        }
    }

    /** What stands for a stretch of time. */
    enum Standing {
        LOWEST,
        MEDIAN
    }

    /** By the end of the figure's name. */
    static final Map<String, Limit> LIMITS = Map.of(
            "heap MiB", new Limit(10, 16, Standing.MEDIAN),
            "RSS MiB", new Limit(10, 32, Standing.MEDIAN),
            "handles", new Limit(10, 32, Standing.LOWEST),
            "threads", new Limit(10, 8, Standing.LOWEST),
            "state MiB", new Limit(15, 16, Standing.MEDIAN),
            "topic MiB", new Limit(15, 8, Standing.MEDIAN),
            "open batches", new Limit(15, 100, Standing.MEDIAN));

    private static final int LIFE_SAMPLES = 12;
    /** Long enough, in the shortest life, for a window to go out and the calm after it. */
    private static final int THIRDS = 3;

    private static final int QUARTERS = 4;
    private static final int FEWEST = 2 * QUARTERS;

    /**
     * What was seen at once.
     *
     * @param figures by name; NaN where it could not be seen
     * @param lives of each process, how often it had been started
     */
    record Sample(double minute, Map<String, Double> figures, Map<String, Integer> lives) {}

    private final Path file;
    private final List<Sample> samples = new ArrayList<>();

    /** @param file gets each sample at once, as CSV */
    SoakSamples(Path file) {
        this.file = file;
    }

    void add(Sample sample) throws IOException {
        if (samples.isEmpty()) {
            write("minute," + String.join(",", sample.figures().keySet()));
        }
        samples.add(sample);
        write(String.format(Locale.ROOT, "%.1f,", sample.minute())
                + sample.figures().values().stream()
                        .map(value -> String.format(Locale.ROOT, "%.1f", value))
                        .collect(Collectors.joining(",")));
    }

    private void write(String line) throws IOException {
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Prints what stands for each quarter, and says what is not flat. */
    List<String> judge(PrintStream out) {
        if (samples.size() < FEWEST) {
            return List.of("too short to judge what is flat: " + samples.size() + " samples");
        }
        List<String> faults = new ArrayList<>();
        out.println("\n| | 1st quarter | 2nd | 3rd | 4th | |\n|---|---|---|---|---|---|");
        for (String name : samples.get(0).figures().keySet()) {
            double[] quarters = standing(name, samples, QUARTERS);
            boolean judged = limit(name).isPresent();
            boolean flat = isFlat(name, quarters);
            out.printf(
                    Locale.ROOT,
                    "| %s | %,.1f | %,.1f | %,.1f | %,.1f | %s |%n",
                    name,
                    quarters[0],
                    quarters[1],
                    quarters[2],
                    quarters[3],
                    judged ? (flat ? "flat" : "**grows**") : "");
            if (!flat) {
                faults.add("%s: %.1f, then %.1f".formatted(name, quarters[1], quarters[QUARTERS - 1]));
            }
        }
        faults.addAll(ofLives());
        return faults;
    }

    private List<String> ofLives() {
        List<String> faults = new ArrayList<>();
        samples.get(samples.size() - 1).lives().forEach((process, last) -> {
            Map<Integer, List<Sample>> lives = samples.stream()
                    .collect(Collectors.groupingBy(
                            sample -> sample.lives().get(process), TreeMap::new, Collectors.toList()));
            lives.values().stream()
                    .filter(life -> lives.size() > 1 && life.size() >= LIFE_SAMPLES)
                    .forEach(life -> faults.addAll(ofLife(process, life)));
        });
        return faults;
    }

    private static List<String> ofLife(String process, List<Sample> life) {
        List<String> faults = new ArrayList<>();
        for (String name : life.get(0).figures().keySet()) {
            double[] thirds = standing(name, life, THIRDS);
            if (name.startsWith(process + " ") && !isFlat(name, thirds)) {
                faults.add("%s from minute %.0f on: %.1f, then %.1f"
                        .formatted(name, life.get(0).minute(), thirds[1], thirds[THIRDS - 1]));
            }
        }
        return faults;
    }

    /** Whether the last of these is no more than the second allows. */
    private static boolean isFlat(String name, double[] stretches) {
        return limit(name)
                .map(limit -> stretches[stretches.length - 1] <= limit.of(stretches[1]))
                .orElse(true);
    }

    private static Optional<Limit> limit(String name) {
        return LIMITS.entrySet().stream()
                .filter(limit -> name.endsWith(limit.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** What stands for each of so many stretches of equal length. */
    private static double[] standing(String name, List<Sample> samples, int stretches) {
        Standing standing = limit(name).map(Limit::standing).orElse(Standing.MEDIAN);
        double[] values = new double[stretches];
        for (int stretch = 0; stretch < stretches; stretch++) {
            int from = stretch * samples.size() / stretches;
            int to = (stretch + 1) * samples.size() / stretches;
            values[stretch] = standing(
                    standing,
                    samples.subList(from, to),
                    sample -> sample.figures().get(name));
        }
        return values;
    }

    private static double standing(Standing standing, Collection<Sample> samples, ToDoubleFunction<Sample> figure) {
        double[] values = samples.stream()
                .mapToDouble(figure)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (values.length == 0) {
            return Double.NaN;
        }
        return standing == Standing.LOWEST
                ? values[0]
                : (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    }
}
