package dev.waybill.select;

import java.util.List;
import java.util.stream.Collectors;

/** A selection that cannot be compiled, with everything that is wrong with it. */
public final class SelectionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    SelectionException(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining("; ")));
        this.findings = List.copyOf(findings);
    }

    public List<Finding> findings() {
        return findings;
    }

    /**
     * One thing that is wrong.
     *
     * @param path where it stands below {@code select}, {@code event-types[1]}
     * @param value the text that is wrong; empty where a key as a whole is
     * @param message what is wrong
     * @param hint what to write instead
     */
    public record Finding(String path, String value, String message, String hint) {
        @Override
        public String toString() {
            return path + ": " + (value.isEmpty() ? "" : "'" + value + "' ") + message + "; " + hint;
        }
    }
}
