package dev.waybill.control.status;

import dev.waybill.control.progress.LaneProgress.Backlog;
import dev.waybill.control.progress.RecordGlance;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * When retention would remove what is not delivered.
 *
 * @param left how long until then, at the pace at which the topic has grown since its oldest undelivered part; not negative
 * @param rule the setting of the topic that removes it
 */
public record Loss(Duration left, String rule) {
    private static final String RETENTION_MS = "retention.ms";
    private static final String RETENTION_BYTES = "retention.bytes";
    /** Below it nobody can tell a pace. */
    private static final Duration LEAST_PACE = Duration.ofMinutes(10);

    /**
     * The earlier of the two.
     *
     * @param bytes what is not delivered; empty if not known
     * @param config the topic's settings
     * @return empty if nothing removes it, or nobody can tell
     */
    static Optional<Loss> of(Backlog backlog, OptionalLong bytes, Map<String, String> config, Instant now) {
        return backlog.oldest()
                .flatMap(oldest -> Stream.concat(
                                byTime(oldest, config, now).stream(), bySize(oldest, bytes, config, now).stream())
                        .min((a, b) -> a.left.compareTo(b.left)));
    }

    private static Optional<Loss> byTime(RecordGlance oldest, Map<String, String> config, Instant now) {
        long retention = number(config, RETENTION_MS);
        return retention < 0
                ? Optional.empty()
                : Optional.of(of(Duration.between(now, oldest.timestamp().plusMillis(retention)), RETENTION_MS));
    }

    private static Optional<Loss> bySize(
            RecordGlance oldest, OptionalLong bytes, Map<String, String> config, Instant now) {
        long retention = number(config, RETENTION_BYTES);
        Duration since = Duration.between(oldest.since(), now);
        if (retention < 0 || bytes.isEmpty() || since.compareTo(LEAST_PACE) < 0) {
            return Optional.empty();
        }
        long room = retention - bytes.getAsLong();
        double bytesPerMilli = (double) bytes.getAsLong() / since.toMillis();
        return bytesPerMilli == 0
                ? Optional.empty()
                : Optional.of(of(Duration.ofMillis((long) (room / bytesPerMilli)), RETENTION_BYTES));
    }

    private static Loss of(Duration left, String rule) {
        return new Loss(left.isNegative() ? Duration.ZERO : left, rule);
    }

    private static long number(Map<String, String> config, String key) {
        return Long.parseLong(config.getOrDefault(key, "-1"));
    }
}
