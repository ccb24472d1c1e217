package dev.waybill.local;

import dev.waybill.catalog.plan.ExportAdded;
import dev.waybill.catalog.plan.ExportChange;
import dev.waybill.catalog.plan.ExportEnded;
import dev.waybill.catalog.plan.ExportReturned;
import dev.waybill.catalog.plan.ExportUnchanged;
import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.reign.Reign;
import dev.waybill.contract.ExportId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says what becomes of exports that were edited since the last run, one sentence for each. */
final class AppliedSentences {
    private AppliedSentences() {}

    static List<String> of(LocalCatalog.Applied applied) {
        return applied.plan()
                .changes()
                .flatMap(tenant -> tenant.exports().stream())
                .flatMap(change -> sentence(change, applied).stream())
                .toList();
    }

    private static Optional<String> sentence(ExportChange change, LocalCatalog.Applied applied) {
        ExportId id = change.id();
        if (change instanceof ExportUnchanged) {
            return Optional.empty();
        }
        if (change instanceof ExportAdded) {
            return Optional.of("new: " + id + "; it delivers what is published from now on");
        }
        String from = from(id, applied).map(Instant::toString).orElse("now");
        if (change instanceof ExportEnded) {
            return Optional.of("ended: " + id + "; events before " + from + " are still delivered");
        }
        return Optional.of(
                (change instanceof ExportReturned ? "back: " : "changed: ") + id + "; events from " + from
                        + " on are delivered as it is now, earlier ones as it was");
    }

    /** When the last change of the export takes effect. */
    private static Optional<Instant> from(ExportId id, LocalCatalog.Applied applied) {
        return applied.catalog()
                .tenant(id.tenant())
                .flatMap(tenant -> tenant.record())
                .map(record -> record.exports().getOrDefault(id.export(), ExportRecord.NONE))
                .flatMap(export -> export.reigns().last())
                .map(Reign::from);
    }
}
