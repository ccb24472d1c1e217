package dev.waybill.control.status;

import java.util.Map;
import java.util.Optional;

/**
 * Something that needs somebody.
 *
 * @param what is wrong, in one line
 * @param advice what to do about it
 * @param state that the export is in by it; empty if it goes on all the same
 */
public record Finding(String what, String advice, Optional<ExportState> state) {
    /** One that leaves the export in the state that it is in. */
    public Finding(String what, String advice) {
        this(what, advice, Optional.empty());
    }

    static Finding of(ExportState state, String what, String advice) {
        return new Finding(what, advice, Optional.of(state));
    }

    /** One line for people. */
    public String text() {
        return what + "; " + advice;
    }

    Map<String, Object> content() {
        return Map.of("what", what, "advice", advice);
    }
}
