package dev.waybill.kind.layout;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.ScheduleSpec;
import java.util.Optional;

/** No folders. */
public record FlatSpec() implements LayoutSpec {
    @Override
    public Optional<PartFolders> partFolders(ExportId export, ScheduleSpec schedule) {
        return Optional.empty();
    }
}
