package dev.waybill.delivery;

import static java.util.stream.Collectors.groupingBy;

import dev.waybill.batch.Lane;
import dev.waybill.batch.PartitionBatches;
import dev.waybill.contract.ExportId;
import dev.waybill.export.ExportVersion;
import dev.waybill.export.Versions;
import dev.waybill.spec.CanonicalSpec;
import dev.waybill.spec.ExportSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which exports take a tenant's events, in one source partition. A tenant's exports are bound when its first event comes:
 * with thousands of tenants most partitions never see most of them.
 */
final class Routes {
    private final PartitionBatches batches;
    private final Versions versions;
    private final HeldBack heldBack;

    private final Map<String, List<ExportSpec>> enabled;
    private final Map<String, List<Route>> byTenant = new HashMap<>();

    /**
     * Makes the routes of the enabled exports, and of those that are gone or disabled but have windows in the store.
     *
     * @param versions makes what the partition's own thread needs of a spec
     * @param heldBack takes no events now, though it may have windows to finish
     */
    Routes(PartitionBatches batches, Collection<ExportSpec> exports, Versions versions, HeldBack heldBack) {
        this.batches = batches;
        this.versions = versions;
        this.heldBack = heldBack;
        this.enabled = exports.stream()
                .filter(ExportSpec::enabled)
                .collect(groupingBy(export -> export.exportId().tenant()));
        addBegun();
    }

    /** The routes of a tenant's events. */
    List<Route> of(String tenant) {
        List<Route> known = byTenant.get(tenant);
        return known != null ? known : bind(tenant);
    }

    /** Whether events of the tenant wait in the source for an export that takes none now. */
    boolean isAwaited(String tenant) {
        return heldBack.holdsAnyOf(tenant);
    }

    private List<Route> bind(String tenant) {
        for (ExportSpec export : enabled.getOrDefault(tenant, List.of())) {
            if (!heldBack.holds(export.exportId())) {
                Lane lane = batches.lane(export.exportId());
                ExportVersion current =
                        lane.inUse(CanonicalSpec.version(export)).orElseGet(() -> versions.of(export));
                add(new Route(batches.finder(), lane, current));
            }
        }
        return byTenant.getOrDefault(tenant, List.of());
    }

    private void addBegun() {
        Set<ExportId> routed = new HashSet<>();
        for (Lane lane : batches.lanes()) {
            of(lane.export().tenant()).forEach(route -> routed.add(route.lane().export()));
            if (!heldBack.holds(lane.export()) && routed.add(lane.export())) {
                add(new Route(batches.finder(), lane, null));
            }
        }
    }

    private void add(Route route) {
        String tenant = route.lane().export().tenant();
        List<Route> routes = new ArrayList<>(byTenant.getOrDefault(tenant, List.of()));
        routes.add(route);
        byTenant.put(tenant, List.copyOf(routes));
    }
}
