package dev.waybill.spec;

import java.util.List;
import java.util.stream.Collectors;

/** Specs cannot be used; holds every problem that was found, and its message prints them all, aligned. */
public final class SpecException extends RuntimeException {
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
        int positions = width(
                problems.stream().map(problem -> problem.place().position()).toList());
        int paths =
                width(problems.stream().map(problem -> problem.place().path()).toList());
        String head = problems.size() == 1 ? "1 problem:\n" : problems.size() + " problems:\n";
        return problems.stream()
                .map(problem -> ("  " + pad(problem.place().position(), positions) + "  "
                        + pad(problem.place().path(), paths) + "  " + problem.text()))
                .collect(Collectors.joining("\n", head, ""));
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
