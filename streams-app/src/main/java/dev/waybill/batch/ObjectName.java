package dev.waybill.batch;

import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Names of objects, relative to the destination's prefix. Made of ids, times and hashes only, never of event values; equal
 * names mean equal bytes.
 */
final class ObjectName {
    private static final Duration NEARLY_A_DAY = Duration.ofHours(23);
    private static final DateTimeFormatter DAY = utc("'year='yyyy/'month='MM/'day='dd/");
    private static final DateTimeFormatter HOUR = utc("'hour='HH/");
    private static final DateTimeFormatter INSTANT = utc("yyyyMMdd'T'HHmmss'Z'");

    private ObjectName() {}

    static String of(BatchKey batch, int sourcePartition, int part, String sha256, String extension) {
        Window window = batch.window();
        StringBuilder name = new StringBuilder(160).append(DAY.format(window.start()));
        if (Duration.between(window.start(), window.end()).compareTo(NEARLY_A_DAY) < 0) {
            name.append(HOUR.format(window.start()));
        }
        name.append(batch.export().tenant()).append('-').append(batch.export().export());
        name.append('-').append(INSTANT.format(window.start()));
        if (batch.isLate()) {
            Instant arrival = batch.lateHourStart();
            name.append("-late-").append(INSTANT.format(arrival));
        }
        return name.append("-p")
                .append(sourcePartition)
                .append('-')
                .append(String.format(Locale.ROOT, "%05d", part))
                .append('-')
                .append(sha256, 0, 12)
                .append(extension)
                .toString();
    }

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
