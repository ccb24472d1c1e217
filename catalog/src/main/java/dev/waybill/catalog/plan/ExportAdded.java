package dev.waybill.catalog.plan;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.reign.Change;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import java.time.Instant;
import java.util.Optional;

/**
 * An export that was never there.
 *
 * @param begin the instant that its first window holds, if that may be in the past
 */
public record ExportAdded(ExportSpec spec, Optional<Instant> begin) implements ExportChange {
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
        return "added";
    }

    @Override
    public ExportRecord applied(ExportRecord before, Change change, Instant notBefore) {
        SpecVersion version = SpecVersion.of(spec);
        return begin.map(instant -> before.begunWith(version, change, instant, notBefore))
                .orElseGet(() -> before.changedTo(version, change, notBefore));
    }
}
