package dev.waybill.catalog.record;

import dev.waybill.catalog.reign.Micros;
import dev.waybill.spec.ExportSpec;
import dev.waybill.window.Schedule;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Until when events of a reign that has ended may still come: until then its windows need their key, their topic and the
 * tenant's record. The one rule for all who take something away.
 *
 * <p>It is the end of the reign, one more window, the grace and the slack; and as long as an event may come late, which is
 * the history, or the lateness if that is longer. Of settings that changed, the longest counts. All of it is time of the
 * brokers; an application that lags behind needs that much longer.
 */
public final class LastEvents {
    private final Duration slack;
    private final Duration late;

    private LastEvents(List<PlatformSettings> entries) {
        this.slack = longest(entries, PlatformSettings::slack);
        Duration lateness = longest(entries, PlatformSettings::lateness);
        Duration history = longest(entries, PlatformSettings::history);
        this.late = lateness.compareTo(history) > 0 ? lateness : history;
    }

    /** @param settings of the catalog; without any, Waybill's defaults count */
    public static LastEvents under(Optional<SettingsRecord> settings) {
        return new LastEvents(
                settings.map(known -> known.platform().entries()).orElse(List.of(PlatformSettings.DEFAULT)));
    }

    /**
     * The first instant at which none comes any more.
     *
     * @param spec that ruled
     * @param end the first instant after the reign
     */
    public Instant until(ExportSpec spec, Instant end) {
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
