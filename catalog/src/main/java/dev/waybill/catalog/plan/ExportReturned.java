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
 * An export that had ended and comes back.
 *
 * @param before the spec that ruled last
 * @param keys the keys that differ from it, dotted and sorted; empty if it comes back as it was
 */
public record ExportReturned(ExportSpec before, ExportSpec spec, List<String> keys) implements ExportChange {
    public ExportReturned {
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
        return "returned";
    }

    @Override
    public ExportRecord applied(ExportRecord record, Change change, Instant notBefore) {
        return record.changedTo(SpecVersion.of(spec), change, notBefore);
    }
}
