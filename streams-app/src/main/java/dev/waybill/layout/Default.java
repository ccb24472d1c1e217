package dev.waybill.layout;

import dev.waybill.kind.layout.DefaultSpec;
import java.time.Duration;
import java.time.Instant;

/**
 * Hive-style dates of the window's start: {@code year=2026/month=03/day=04/hour=05/}, without {@code hour=} where windows
 * are about a day or longer.
 */
public record Default(DefaultSpec spec) implements Layout {
    private static final Duration NEARLY_A_DAY = Duration.ofHours(23);

    @Override
    public String name(PartIdentity part) {
        Instant start = part.window().start();
        boolean withHour = Duration.between(start, part.window().end()).compareTo(NEARLY_A_DAY) < 0;
        return UtcPattern.HIVE_DAY.format(start) + (withHour ? UtcPattern.HIVE_HOUR.format(start) : "") + part.file();
    }
}
