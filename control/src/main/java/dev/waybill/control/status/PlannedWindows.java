package dev.waybill.control.status;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.reign.Micros;
import dev.waybill.catalog.reign.Ruled;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.Source;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.window.Schedule;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The windows that exports have by the catalog, and when they are due. Confined to one thread. */
public final class PlannedWindows {
    private final Optional<SettingsRecord> settings;
    private final Map<ScheduleSpec, Schedule> schedules;

    /** @param schedules those that were made before, and more of them afterwards: an edge of a cron expression takes its time */
    public PlannedWindows(CatalogSnapshot catalog, Map<ScheduleSpec, Schedule> schedules) {
        this.settings = catalog.settings();
        this.schedules = schedules;
    }

    /**
     * The windows of an export that start in a stretch of time, in order.
     *
     * @param limit more are not given
     */
    public List<PlannedWindow> between(ExportRecord record, Instant from, Instant to, int limit) {
        List<PlannedWindow> planned = new ArrayList<>();
        for (Ruled ruled : record.reigns().ofVersions()) {
            Optional<ExportSpec> spec = record.version(ruled.version()).spec(any -> {});
            if (spec.isPresent()) {
                add(ruled, spec.get().schedule(), from, to, limit, planned);
            }
        }
        return planned;
    }

    private void add(Ruled ruled, ScheduleSpec spec, Instant from, Instant to, int limit, List<PlannedWindow> planned) {
        Schedule schedule = schedule(spec);
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
     * When the first window is or will be due that not all partitions of its source have passed.
     *
     * @param passed what all partitions of a source have passed; {@link Instant#MIN} for nothing
     * @return empty if nobody rules the export now, or nobody knows what was passed
     */
    public Optional<Instant> firstDueAfter(
            CatalogExport export, Function<Source, Optional<Instant>> passed, Instant now) {
        return export.now()
                .filter(rule -> rule.version().isPresent())
                .flatMap(rule -> export.spec()
                        .flatMap(spec -> passed.apply(spec.source())
                                .map(through -> firstDueAfter(rule, spec.schedule(), through, now))));
    }

    private Instant firstDueAfter(Rule rule, ScheduleSpec spec, Instant through, Instant now) {
        Instant closed = through.equals(Instant.MIN)
                ? rule.from()
                : through.minus(spec.grace()).minus(slack(now));
        return due(schedule(spec).windowAt(Micros.of(later(rule.from(), closed))), spec);
    }

    private Schedule schedule(ScheduleSpec spec) {
        return schedules.computeIfAbsent(spec, Schedule::of);
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
