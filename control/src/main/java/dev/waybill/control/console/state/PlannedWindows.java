package dev.waybill.control.console.state;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.reign.Micros;
import dev.waybill.catalog.reign.Ruled;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.control.status.CatalogExport;
import dev.waybill.control.status.Rule;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.window.Schedule;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The windows that exports have by the catalog, and when they are due. */
final class PlannedWindows {
    private final Optional<SettingsRecord> settings;

    PlannedWindows(CatalogSnapshot catalog) {
        this.settings = catalog.settings();
    }

    /**
     * The windows of an export that start in a stretch of time, in order.
     *
     * @param limit more are not given
     */
    List<PlannedWindow> between(ExportRecord record, Instant from, Instant to, int limit) {
        List<PlannedWindow> planned = new ArrayList<>();
        for (Ruled ruled : record.reigns().ofVersions()) {
            Optional<ExportSpec> spec = record.version(ruled.version()).spec(any -> {});
            if (spec.isPresent()) {
                add(ruled, spec.get().schedule(), from, to, limit, planned);
            }
        }
        return planned;
    }

    private void add(
            Ruled ruled, ScheduleSpec spec, Instant from, Instant to, int limit, List<PlannedWindow> planned) {
        Schedule schedule = Schedule.of(spec);
        Instant at = later(ruled.from(), from);
        Instant end = ruled.until().filter(to::isAfter).orElse(to);
        while (at.isBefore(end) && planned.size() < limit) {
            Window window = ruled.window(schedule.windowAt(Micros.of(at)));
            if (!window.start().isBefore(from)) {
                planned.add(new PlannedWindow(window, due(window, spec), ruled.version()));
            }
            at = window.end();
        }
    }

    /**
     * When the first window is due of those that a time has not passed.
     *
     * @param schedule of the spec that rules
     * @param through what was due by then has closed; {@link Instant#MIN} for nothing
     * @return empty for an export that nobody rules now
     */
    Optional<Instant> firstDueAfter(
            CatalogExport export, ScheduleSpec spec, Schedule schedule, Instant through, Instant now) {
        Optional<Rule> rule = export.now().filter(ruling -> ruling.version().isPresent());
        return rule.map(ruling -> {
            Duration wait = spec.grace().plus(slack(now));
            Instant passed = through.equals(Instant.MIN) ? ruling.from() : through.minus(wait);
            Window window = schedule.windowAt(Micros.of(later(ruling.from(), passed)));
            return due(window, spec);
        });
    }

    private Instant due(Window window, ScheduleSpec spec) {
        return window.end().plus(spec.grace()).plus(slack(window.start()));
    }

    private Duration slack(Instant at) {
        return settings.map(found -> found.at(Micros.of(at)).slack()).orElse(PlatformSettings.DEFAULT.slack());
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
