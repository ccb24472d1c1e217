package dev.waybill.control.console.checkup;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.reign.Reign;
import dev.waybill.catalog.reign.VersionReign;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.destination.Destination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The exports whose accounts are looked at, made anew only of tenants that have changed. Confined to one thread. */
final class WatchedExports {
    /** @param entry the same object as long as the tenant's record does not change */
    private record Kept(TenantEntry entry, List<WatchedExport> exports) {}

    private Map<String, Kept> kept = Map.of();

    /** Those to S3 for which a version rules or will, of all tenants. */
    List<WatchedExport> of(CatalogSnapshot catalog) {
        Map<String, Kept> all = new HashMap<>();
        List<WatchedExport> exports = new ArrayList<>();
        for (TenantEntry entry : catalog.tenants()) {
            entry.record().ifPresent(record -> {
                Kept before = kept.get(record.tenant());
                Kept now = before != null && before.entry() == entry ? before : new Kept(entry, ofTenant(record));
                all.put(record.tenant(), now);
                exports.addAll(now.exports());
            });
        }
        kept = all;
        return exports;
    }

    private static List<WatchedExport> ofTenant(TenantRecord tenant) {
        List<WatchedExport> exports = new ArrayList<>();
        tenant.exports()
                .forEach((id, record) ->
                        watched(new ExportId(tenant.tenant(), id), record).ifPresent(exports::add));
        return List.copyOf(exports);
    }

    private static Optional<WatchedExport> watched(ExportId id, ExportRecord record) {
        return record.last()
                .map(SpecVersion::id)
                .flatMap(record::destination)
                .flatMap(destination ->
                        destination.s3().map(bucket -> new WatchedExport(id, bucket, since(record, destination))));
    }

    /** The beginning of the reigns at the end that all go there. */
    private static Instant since(ExportRecord record, Destination destination) {
        List<Reign> reigns = record.reigns().list();
        Instant since = reigns.get(reigns.size() - 1).from();
        for (int i = reigns.size() - 1; i >= 0; i--) {
            if (!(reigns.get(i) instanceof VersionReign reign)
                    || record.destination(reign.version())
                            .filter(destination::equals)
                            .isEmpty()) {
                break;
            }
            since = reign.from();
        }
        return since;
    }
}
