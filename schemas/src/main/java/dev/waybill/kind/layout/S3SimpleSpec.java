package dev.waybill.kind.layout;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.ScheduleSpec;
import java.util.Optional;

/**
 * Amazon S3's simple form of server access logs, {@code yyyy-mm-dd-HH-MM-SS-} and a unique text; the time is the window's
 * start.
 */
public record S3SimpleSpec() implements LayoutSpec {
    @Override
    public Optional<PartFolders> partFolders(ExportId export, ScheduleSpec schedule) {
        return Optional.empty();
    }
}
