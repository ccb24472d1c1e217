package dev.waybill.control.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * A connector itself or one of its tasks.
 *
 * @param what {@code connector}, or {@code task} and its number
 * @param state in Connect's word
 * @param trace of what it has failed with; else empty
 */
record WorkerPart(String what, String state, String trace) {
    static final String RUNNING = "RUNNING";
    static final String FAILED = "FAILED";
    static final String PAUSED = "PAUSED";
    static final String STOPPED = "STOPPED";

    private static final Set<String> CHANGING = Set.of("UNASSIGNED", "RESTARTING");

    static WorkerPart of(String what, JsonNode answer) {
        return new WorkerPart(
                what, answer.path("state").asText(""), answer.path("trace").asText(""));
    }

    boolean isTask() {
        return what.startsWith("task");
    }

    boolean is(String other) {
        return state.equals(other);
    }

    boolean hasFailed() {
        return is(FAILED);
    }

    boolean isChanging() {
        return CHANGING.contains(state);
    }
}
