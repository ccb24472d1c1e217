package dev.waybill.catalog.plan;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.reign.Change;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import java.time.Instant;
import java.util.Optional;

/**
 * An export that stays as it is.
 *
 * @param wished its spec; empty if it is switched off
 */
public record ExportUnchanged(ExportId id, Optional<ExportSpec> wished) implements ExportChange {
    @Override
    public String kind() {
        return "unchanged";
    }

    @Override
    public boolean changesNothing() {
        return true;
    }

    @Override
    public ExportRecord applied(ExportRecord before, Change change, Instant notBefore) {
        return before;
    }
}
