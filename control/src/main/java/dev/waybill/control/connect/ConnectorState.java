package dev.waybill.control.connect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * In what a connector is.
 *
 * @param state the worst that it or one of its tasks is in: {@code RUNNING}, {@code FAILED}, {@code PAUSED} …
 * @param tasks how many it has
 * @param isRunning whether it and all its tasks run
 * @param failures what has failed
 */
public record ConnectorState(String state, int tasks, boolean isRunning, List<TaskFailure> failures) {
    public ConnectorState {
        failures = List.copyOf(failures);
    }

    /** For JSON. */
    public Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("state", state);
        content.put("tasks", tasks);
        content.put("failures", failures.stream().map(TaskFailure::content).toList());
        return content;
    }
}
