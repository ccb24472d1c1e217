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
 * figure that has a {@link #LIMITS limit} the median of the last quarter is at most that of the second quarter, and so many
 * per cent, and so much. Of a process that is restarted the same holds between the second and the last quarter of each of its
 * lives that has at least twelve samples, where the figure is its own.
 */
final class SoakSamples {
    /** How much more than before is still flat. */
    record Limit(int percent, double more) {
        double of(double before) {
            return before * (1 + percent / 100.0) + more;
        }
    }

    /** By the end of the figure's name. */
    static final Map<String, Limit> LIMITS = Map.of(
            "heap MiB", new Limit(10, 16),
            "RSS MiB", new Limit(10, 32),
            "handles", new Limit(10, 32),
            "threads", new Limit(10, 8),
            "state MiB", new Limit(15, 16),
            "topic MiB", new Limit(15, 8),
            "open batches", new Limit(15, 100));

    private static final int LIFE_SAMPLES = 12;
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

    /** Prints the median of each quarter, and says what is not flat. */
    List<String> judge(PrintStream out) {
        if (samples.size() < FEWEST) {
            return List.of("too short to judge what is flat: " + samples.size() + " samples");
        }
        List<String> faults = new ArrayList<>();
        out.println("\n| | 1st quarter | 2nd | 3rd | 4th | |\n|---|---|---|---|---|---|");
        for (String name : samples.get(0).figures().keySet()) {
            double[] medians = medians(samples, sample -> sample.figures().get(name));
            boolean judged = limit(name).isPresent();
            boolean flat = isFlat(name, medians);
            out.printf(
                    Locale.ROOT,
                    "| %s | %,.1f | %,.1f | %,.1f | %,.1f | %s |%n",
                    name,
                    medians[0],
                    medians[1],
                    medians[2],
                    medians[3],
                    judged ? (flat ? "flat" : "**grows**") : "");
            if (!flat) {
                faults.add("%s: %.1f, then %.1f".formatted(name, medians[1], medians[QUARTERS - 1]));
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
            double[] medians = medians(life, sample -> sample.figures().get(name));
            if (name.startsWith(process + " ") && !isFlat(name, medians)) {
                faults.add("%s from minute %.0f on: %.1f, then %.1f"
                        .formatted(name, life.get(0).minute(), medians[1], medians[QUARTERS - 1]));
            }
        }
        return faults;
    }

    private static boolean isFlat(String name, double[] medians) {
        return limit(name)
                .map(limit -> medians[QUARTERS - 1] <= limit.of(medians[1]))
                .orElse(true);
    }

    private static Optional<Limit> limit(String name) {
        return LIMITS.entrySet().stream()
                .filter(limit -> name.endsWith(limit.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static double[] medians(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        double[] medians = new double[QUARTERS];
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            int from = quarter * samples.size() / QUARTERS;
            int to = (quarter + 1) * samples.size() / QUARTERS;
            medians[quarter] = median(samples.subList(from, to), figure);
        }
        return medians;
    }

    private static double median(Collection<Sample> samples, ToDoubleFunction<Sample> figure) {
        double[] values = samples.stream()
                .mapToDouble(figure)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return values.length == 0 ? Double.NaN : (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    }
}
