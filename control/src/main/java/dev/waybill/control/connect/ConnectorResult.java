package dev.waybill.control.connect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What became of one connector.
 *
 * @param name the connector's
 * @param done what was done: {@code created}, {@code changed}, {@code unchanged}, {@code deleted}, {@code kept},
 *     {@code foreign}, {@code unmarked}, {@code second}
 * @param text the same with what there is to say about it
 * @param details for JSON
 * @param refusal why Connect would not do it; empty if it did
 * @param state in which the connector was last seen: {@code RUNNING}, {@code FAILED}, {@code PAUSED} …; empty for none
 * @param tasks how many it has
 * @param restarts how often what had failed was started again
 * @param failures what has failed and still does
 * @param isWell whether nobody has to do anything about it
 */
public record ConnectorResult(
        String name,
        String done,
        String text,
        Map<String, Object> details,
        Optional<String> refusal,
        String state,
        int tasks,
        int restarts,
        List<TaskFailure> failures,
        boolean isWell) {
    public ConnectorResult {
        details = Map.copyOf(details);
        failures = List.copyOf(failures);
    }

    static ConnectorResult planned(ConnectorStep step, Optional<FoundConnector> now) {
        return of(step, Optional.empty(), now, 0, step.isWell());
    }

    static ConnectorResult refused(ConnectorStep step, String reason) {
        return of(step, Optional.of(reason), Optional.empty(), 0, false);
    }

    /** @param now the connector if it is to run, as it is in the end; empty if Connect does not show it */
    static ConnectorResult done(ConnectorStep step, Optional<FoundConnector> now, int restarts) {
        boolean runs = !step.isToRun() || now.filter(FoundConnector::isRunning).isPresent();
        return of(step, Optional.empty(), now, restarts, step.isWell() && runs);
    }

    private static ConnectorResult of(
            ConnectorStep step, Optional<String> refusal, Optional<FoundConnector> now, int restarts, boolean isWell) {
        return new ConnectorResult(
                step.name(),
                step.word(),
                step.text(),
                step.content(),
                refusal,
                now.map(FoundConnector::summary).orElse(""),
                now.map(FoundConnector::tasks).orElse(0),
                restarts,
                now.map(FoundConnector::failures).orElse(List.of()),
                isWell);
    }

    /** One line for people, and one more for each failure. */
    String lines() {
        StringBuilder line = new StringBuilder(name).append(": ");
        line.append(refusal.map(reason -> "NOT " + text + ": " + reason).orElse(text));
        if (!state.isEmpty()) {
            line.append("; ").append(state).append(", tasks: ").append(tasks);
        }
        if (restarts > 0) {
            line.append("; restarted ").append(restarts == 1 ? "once" : restarts + " times");
        }
        return failures.stream()
                .map(failure -> "\n  " + failure.text() + (failure.isWorthARestart() ? "" : " (not restarted)"))
                .collect(Collectors.joining("", line, "\n"));
    }

    Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("name", name);
        content.put("done", refusal.isPresent() ? "refused" : done);
        content.putAll(details);
        refusal.ifPresent(reason -> content.put("reason", reason));
        content.put("state", state);
        content.put("tasks", tasks);
        content.put("restarts", restarts);
        content.put("failures", failures.stream().map(TaskFailure::content).toList());
        content.put("well", isWell);
        return content;
    }
}
