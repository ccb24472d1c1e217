package dev.waybill.catalog.key;

import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.reign.Micros;
import dev.waybill.spec.ExportSpec;
import dev.waybill.window.Schedule;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * How long windows need a key: rows are made, and made again after a restart, until a reign's last window is emitted, and an
 * event that comes late belongs to the reign of its own time.
 *
 * <p>That is: the end of the reign, one more window, the grace and the slack; and as long as an event may come late, which is
 * the history, or the lateness if that is longer. Of settings that changed, the longest counts. All of it is time of the
 * brokers; an application that lags behind needs a key that much longer.
 */
final class KeyNeed {
    private final Duration slack;
    private final Duration late;

    KeyNeed(SettingsRecord settings) {
        List<PlatformSettings> entries = settings.platform().entries();
        this.slack = longest(entries, PlatformSettings::slack);
        Duration lateness = longest(entries, PlatformSettings::lateness);
        Duration history = longest(entries, PlatformSettings::history);
        this.late = lateness.compareTo(history) > 0 ? lateness : history;
    }

    /** @param end the first instant after the reign of the spec */
    Instant until(ExportSpec spec, Instant end) {
        Window last = Schedule.of(spec.schedule()).windowAt(Micros.of(end) - 1);
        return end.plus(Duration.between(last.start(), last.end()))
                .plus(spec.schedule().grace())
                .plus(slack)
                .plus(late);
    }

    private static Duration longest(List<PlatformSettings> entries, Function<PlatformSettings, Duration> length) {
        return entries.stream().map(length).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }
}
