package dev.waybill.catalog.plan;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.UnreadableSpec;
import dev.waybill.catalog.reign.Change;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import java.time.Instant;
import java.util.Optional;

/**
 * An export that stays as it is although something else is wished: this program cannot read what rules it, so it can tell
 * neither what would change nor when.
 *
 * @param wished its spec; empty if it is to end
 */
public record ExportLeft(ExportId id, Optional<ExportSpec> wished, UnreadableSpec why) implements ExportChange {
    @Override
    public String kind() {
        return "left";
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
