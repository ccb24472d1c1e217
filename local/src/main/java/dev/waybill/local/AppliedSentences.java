package dev.waybill.local;

import dev.waybill.catalog.plan.ExportAdded;
import dev.waybill.catalog.plan.ExportChange;
import dev.waybill.catalog.plan.ExportEnded;
import dev.waybill.catalog.plan.ExportReturned;
import dev.waybill.catalog.plan.ExportUnchanged;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.reign.Reign;
import dev.waybill.catalog.snapshot.TenantEntry;
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
        Optional<Reign> last = last(id, applied);
        if (last.filter(reign -> !reign.change().at().isBefore(changed(id, applied)))
                .isEmpty()) {
            return Optional.of("undone: " + id + "; its change before had not taken effect");
        }
        Instant from = last.get().from();
        if (change instanceof ExportEnded) {
            return Optional.of("ended: " + id + "; events before " + from + " are still delivered");
        }
        return Optional.of((change instanceof ExportReturned ? "back: " : "changed: ") + id + "; events from " + from
                + " on are delivered as it is now, earlier ones as it was");
    }

    private static Optional<Reign> last(ExportId id, LocalCatalog.Applied applied) {
        return record(id, applied)
                .flatMap(record -> record.export(id.export()).reigns().last());
    }

    /** When the tenant was changed, which this run has done. */
    private static Instant changed(ExportId id, LocalCatalog.Applied applied) {
        return record(id, applied).map(record -> record.changed().at()).orElse(Instant.MAX);
    }

    private static Optional<TenantRecord> record(ExportId id, LocalCatalog.Applied applied) {
        return applied.catalog().tenant(id.tenant()).flatMap(TenantEntry::record);
    }
}
