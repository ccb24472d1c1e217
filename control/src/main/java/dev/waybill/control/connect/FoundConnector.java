package dev.waybill.control.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A connector as Connect has it.
 *
 * @param config with placeholders for secrets, as it was put
 * @param state of the connector itself, then of its tasks by number
 */
record FoundConnector(String name, Map<String, String> config, List<WorkerPart> state) {
    private static final List<String> SEVERITY = List.of(
            WorkerPart.FAILED, "UNASSIGNED", "RESTARTING", WorkerPart.STOPPED, WorkerPart.PAUSED, WorkerPart.RUNNING);

    FoundConnector {
        config = Collections.unmodifiableMap(new TreeMap<>(config));
        state = List.copyOf(state);
    }

    /** @param answer what Connect says of it: {@code info} and {@code status} */
    static FoundConnector of(String name, JsonNode answer) {
        Map<String, String> config = new TreeMap<>();
        answer.at("/info/config")
                .fields()
                .forEachRemaining(
                        entry -> config.put(entry.getKey(), entry.getValue().asText()));
        List<WorkerPart> state = new ArrayList<>();
        if (answer.at("/status/connector").has("state")) {
            state.add(WorkerPart.of("connector", answer.at("/status/connector")));
        }
        answer.at("/status/tasks")
                .forEach(task ->
                        state.add(WorkerPart.of("task " + task.path("id").asText(), task)));
        return new FoundConnector(name, config, state);
    }

    /** How many tasks it has now. */
    int tasks() {
        return (int) state.stream().filter(WorkerPart::isTask).count();
    }

    /** Whether it is about to become something else by itself. */
    boolean isUnsettled() {
        boolean stopped = state.stream().anyMatch(part -> part.is(WorkerPart.STOPPED) || part.hasFailed());
        return state.stream().anyMatch(WorkerPart::isChanging) || state.isEmpty() || (tasks() == 0 && !stopped);
    }

    /** The worst state that it or one of its tasks is in; empty if Connect says none. */
    String summary() {
        List<String> states = state.stream().map(WorkerPart::state).toList();
        return SEVERITY.stream()
                .filter(states::contains)
                .findFirst()
                .or(() -> states.stream().findFirst())
                .orElse("");
    }

    /** Whether it and all its tasks run. */
    boolean isRunning() {
        return tasks() > 0 && state.stream().allMatch(part -> part.is(WorkerPart.RUNNING));
    }

    /** What of it has failed, and with what. */
    List<TaskFailure> failures() {
        return state.stream().filter(WorkerPart::hasFailed).map(TaskFailure::of).toList();
    }
}
