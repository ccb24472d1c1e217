package dev.waybill.catalog.plan;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.reign.Ending;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.YamlName;
import dev.waybill.spec.ExportSpec;
import java.time.Instant;
import java.util.Optional;

/** An export that is switched off or removed. */
public record ExportEnded(ExportId id, Ending ending) implements ExportChange {
    @Override
    public Optional<ExportSpec> wished() {
        return Optional.empty();
    }

    @Override
    public String kind() {
        return YamlName.of(ending);
    }

    @Override
    public ExportRecord applied(ExportRecord before, Change change, Instant notBefore) {
        return before.ended(ending, change, notBefore);
    }
}
