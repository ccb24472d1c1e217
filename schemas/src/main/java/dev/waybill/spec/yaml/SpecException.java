package dev.waybill.spec.yaml;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Specs cannot be used; holds every problem that was found, and its message prints them all, aligned. */
public final class SpecException extends RuntimeException {
    private static final int MAX_PATH = 200;
    /** What is wider does not move the other lines' columns. */
    private static final int MAX_WIDTH = 80;

    private final transient List<Problem> problems;

    public SpecException(List<Problem> problems) {
        super(print(problems));
        this.problems = List.copyOf(problems);
    }

    /** At least one, in the order of files and lines. */
    public List<Problem> problems() {
        return problems;
    }

    private static String print(List<Problem> problems) {
        int positions = width(problems, problem -> problem.place().position());
        int paths = width(problems, SpecException::path);
        String head = problems.size() == 1 ? "1 problem:\n" : problems.size() + " problems:\n";
        return problems.stream()
                .map(problem -> ("  " + pad(problem.place().position(), positions) + "  " + pad(path(problem), paths)
                        + "  " + problem.text()))
                .collect(Collectors.joining("\n", head, ""));
    }

    /** The path, of which a key that somebody made long is cut off. */
    private static String path(Problem problem) {
        String path = problem.place().path();
        return path.length() <= MAX_PATH ? path : path.substring(0, MAX_PATH) + "…";
    }

    private static int width(List<Problem> problems, Function<Problem, String> column) {
        return problems.stream()
                .mapToInt(problem -> column.apply(problem).length())
                .filter(width -> width <= MAX_WIDTH)
                .max()
                .orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
