package dev.waybill.control.connect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A connector, or a task of it, that has failed.
 *
 * @param what {@code connector}, or {@code task} and its number
 * @param cause what it has failed with, in one line
 * @param isWorthARestart whether what it has failed with passes by itself
 * @param advice what to do
 */
public record TaskFailure(String what, String cause, boolean isWorthARestart, String advice) {
    private static final String CAUSED_BY = "Caused by: ";
    private static final int MAX_CAUSE = 300;

    static TaskFailure of(WorkerPart failed) {
        FailureAdvice advice = FailureAdvice.of(causes(failed.trace()));
        return new TaskFailure(failed.what(), rootCause(failed.trace()), advice.isWorthARestart(), advice.text());
    }

    /** One line for people. */
    public String text() {
        return what + " failed: " + cause + "; " + advice;
    }

    Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("what", what);
        content.put("cause", cause);
        content.put("worth-a-restart", isWorthARestart);
        content.put("advice", advice);
        return content;
    }

    /** What was thrown, without where: names of classes on the way would be taken for causes. */
    private static String causes(String trace) {
        return String.join(
                "\n",
                trace.lines().filter(line -> !line.strip().startsWith("at ")).toList());
    }

    private static String rootCause(String trace) {
        List<String> causes = trace.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(CAUSED_BY))
                .map(line -> line.substring(CAUSED_BY.length()))
                .toList();
        String root = causes.isEmpty()
                ? trace.lines().findFirst().orElse("Connect does not say with what")
                : causes.get(causes.size() - 1);
        return root.length() <= MAX_CAUSE ? root : root.substring(0, MAX_CAUSE) + "…";
    }
}
