package dev.waybill.catalog.plan;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.reign.Change;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An export whose spec changes.
 *
 * @param before the spec that rules last
 * @param keys the keys that differ, dotted and sorted
 */
public record ExportChanged(ExportSpec before, ExportSpec spec, List<String> keys) implements ExportChange {
    public ExportChanged {
        keys = List.copyOf(keys);
    }

    @Override
    public ExportId id() {
        return spec.exportId();
    }

    @Override
    public Optional<ExportSpec> wished() {
        return Optional.of(spec);
    }

    @Override
    public String kind() {
        return "changed";
    }

    @Override
    public ExportRecord applied(ExportRecord record, Change change, Instant notBefore) {
        return record.changedTo(SpecVersion.of(spec), change, notBefore);
    }
}
