package dev.waybill.app;

import java.time.Duration;
import java.util.Map;

/** How long the application's consumers may go without a poll before they are thrown out of their group. */
public final class PollInterval {
    /** Kafka's own default. */
    private static final long DEFAULT_MILLIS = 300_000;

    private PollInterval() {}

    /** @param kafka the Streams configuration */
    public static Duration of(Map<String, ?> kafka) {
        long interval = DEFAULT_MILLIS;
        for (String prefix : new String[] {"", "consumer.", "main.consumer."}) {
            Object configured = kafka.get(prefix + "max.poll.interval.ms");
            interval = configured == null ? interval : Long.parseLong(configured.toString());
        }
        return Duration.ofMillis(interval);
    }
}
