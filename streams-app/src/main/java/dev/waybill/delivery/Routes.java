package dev.waybill.delivery;

import dev.waybill.batch.PartitionBatches;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.export.Versions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which exports take a tenant's events, in one source partition. A tenant's exports are bound when its first event comes, and
 * again at the first one after the tenant's record has changed: with thousands of tenants most partitions never see most of
 * them, and most changes are of others.
 */
final class Routes {
    /** @param changes how often the catalog had changed when the routes were last compared with it */
    private record Bound(TenantRoutes routes, long changes) {}

    private final Source source;
    private final PartitionBatches batches;
    private final Versions versions;
    private final CatalogAtHand catalog;
    private final Map<String, Bound> byTenant = new HashMap<>();

    /**
     * Makes the routes of the events of a source.
     *
     * @param versions makes what the partition's own thread needs of a spec
     */
    Routes(Source source, PartitionBatches batches, Versions versions, CatalogAtHand catalog) {
        this.source = source;
        this.batches = batches;
        this.versions = versions;
        this.catalog = catalog;
    }

    /**
     * The routes of a tenant's events of this time; null where the catalog has no such tenant.
     *
     * @param epochMicros microseconds since the epoch; waited for if it is not decided
     */
    @Nullable
    TenantRoutes of(String tenant, long epochMicros) {
        CatalogSnapshot decided = catalog.decidedAt(epochMicros);
        Bound known = byTenant.get(tenant);
        if (known != null && known.changes() == catalog.changes()) {
            return known.routes();
        }
        Optional<TenantEntry> entry = decided.tenant(tenant);
        if (entry.isEmpty()) {
            byTenant.remove(tenant);
            return null;
        }
        TenantRoutes routes = known != null && known.routes().entry() == entry.get()
                ? known.routes()
                : bind(
                        tenant,
                        entry.get(),
                        known == null ? List.of() : known.routes().list());
        byTenant.put(tenant, new Bound(routes, catalog.changes()));
        return routes;
    }

    private TenantRoutes bind(String tenant, TenantEntry entry, List<Route> before) {
        Map<ExportId, Route> known = new HashMap<>();
        before.forEach(route -> known.put(route.export(), route));
        List<Route> routes = new ArrayList<>();
        entry.record()
                .ifPresent(record -> record.exports().forEach((id, export) -> {
                    ExportId exportId = new ExportId(tenant, id);
                    Route route = known.get(exportId);
                    routes.add(
                            route == null
                                    ? new Route(exportId, export, source, batches, versions, catalog)
                                    : route.changedTo(export));
                }));
        return new TenantRoutes(entry, routes);
    }
}
