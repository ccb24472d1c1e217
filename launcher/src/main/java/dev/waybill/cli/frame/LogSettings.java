package dev.waybill.cli.frame;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The two environment variables that {@code log4j2.properties} reads. A wrong value would silence the log, so it is
 * refused before anything is logged.
 */
public final class LogSettings {
    static final String LEVEL = "WAYBILL_LOG_LEVEL";
    private static final String FORMAT = "WAYBILL_LOG_FORMAT";
    private static final List<String> LEVELS = List.of("error", "warn", "info", "debug", "trace");
    private static final List<String> FORMATS = List.of("text", "json");

    private LogSettings() {}

    /** What is wrong with them and what to set instead; empty where nothing is. */
    public static Optional<String> problem(Map<String, String> environment) {
        return refused(environment, LEVEL, LEVELS).or(() -> refused(environment, FORMAT, FORMATS));
    }

    private static Optional<String> refused(Map<String, String> environment, String name, List<String> known) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !known.contains(name.equals(LEVEL) ? value.toLowerCase(Locale.ROOT) : value))
                .map(value -> "environment variable " + name + " is \"" + value + "\"; set it to one of "
                        + String.join(", ", known));
    }
}
