package dev.waybill.catalog.plan;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.reign.Change;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import java.time.Instant;
import java.util.Optional;

/** What a plan does to one export. */
public sealed interface ExportChange
        permits ExportAdded, ExportChanged, ExportEnded, ExportLeft, ExportReturned, ExportUnchanged {
    ExportId id();

    /** The spec that is to rule; empty if none is. */
    Optional<ExportSpec> wished();

    /** What this does in one word, as people and programs read it. */
    String kind();

    /** Whether the export stays as it is. */
    default boolean changesNothing() {
        return false;
    }

    /** The export after it. */
    ExportRecord applied(ExportRecord before, Change change, Instant notBefore);
}
