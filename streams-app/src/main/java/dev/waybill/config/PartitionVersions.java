package dev.waybill.config;

import dev.waybill.contract.Source;
import dev.waybill.export.ExportVersion;
import dev.waybill.export.RowMaker;
import dev.waybill.export.Versions;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.window.Schedule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Makes the versions of one source partition. Those that make the same rows share a maker, those with equal schedules a schedule. */
final class PartitionVersions implements Versions {
    private record RowKey(Source source, List<KindSpec> redact, KindSpec format) {}

    private final ExportBinder binder;
    private final Map<RowKey, RowMaker> rows = new HashMap<>();
    /** Finding a window can take a millisecond, and a schedule remembers what it found. */
    private final Map<ScheduleSpec, Schedule> schedules = new HashMap<>();

    PartitionVersions(ExportBinder binder) {
        this.binder = binder;
    }

    @Override
    public ExportVersion of(String configVersion, ExportSpec spec) {
        return binder.bind(configVersion, spec, this);
    }

    RowMaker rows(ExportSpec spec, Supplier<RowMaker> made) {
        return rows.computeIfAbsent(new RowKey(spec.source(), spec.redact(), spec.format()), key -> made.get());
    }

    Schedule schedule(ExportSpec spec, Schedule made) {
        return schedules.computeIfAbsent(spec.schedule(), key -> made);
    }
}
