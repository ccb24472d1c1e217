package dev.waybill.topology;

import static java.util.stream.Collectors.groupingBy;

import dev.waybill.batch.Lane;
import dev.waybill.batch.PartitionBatches;
import dev.waybill.contract.ExportId;
import dev.waybill.export.ExportVersion;
import dev.waybill.export.Versions;
import dev.waybill.spec.CanonicalSpec;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.SpecException;
import dev.waybill.spec.SpecScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which exports take a tenant's events, in one source partition. A tenant's exports are bound when its first event comes:
 * with thousands of tenants most partitions never see most of them.
 */
final class Routes {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    private final PartitionBatches batches;
    private final Versions versions;
    private HeldBack heldBack;

    private final Map<String, List<ExportSpec>> enabled;
    private final Map<String, List<Route>> byTenant = new HashMap<>();
    private final Map<ExportId, Route> byExport = new HashMap<>();

    /**
     * Makes the routes of the enabled exports.
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
    }

    /** The routes of a tenant's events. */
    List<Route> of(String tenant) {
        List<Route> known = byTenant.get(tenant);
        return known != null ? known : begin(tenant);
    }

    private List<Route> begin(String tenant) {
        for (ExportSpec export : enabled.getOrDefault(tenant, List.of())) {
            if (!heldBack.holds(export.exportId())) {
                Lane lane = batches.lane(export.exportId());
                ExportVersion current =
                        lane.inUse(CanonicalSpec.version(export)).orElseGet(() -> versions.of(export));
                add(new Route(batches, lane, current));
            }
        }
        return byTenant.getOrDefault(tenant, List.of());
    }

    /**
     * The version of a stored spec. An export whose windows need something that is gone, such as the secret they were begun
     * with, is held back; what it has begun is finished all the same.
     */
    ExportVersion begun(String specJson) {
        ExportSpec spec = CanonicalSpec.parse(specJson);
        try {
            if (!heldBack.holds(spec.exportId())) {
                return versions.of(spec);
            }
        } catch (SpecException e) {
            LOG.atError()
                    .addKeyValue("export", spec.exportId())
                    .log(
                            "windows of the export were begun under a spec that cannot be used any more: {}",
                            e.getMessage());
            heldBack = heldBack.and(SpecScope.of(spec.exportId()));
        }
        return versions.finishing(spec);
    }

    /** The exports that take no events now. */
    HeldBack heldBack() {
        return heldBack;
    }

    /** Adds the exports that have windows in the store, those that are gone or disabled among them. */
    void addBegun(List<Lane> lanes) {
        for (Lane lane : lanes) {
            ExportId export = lane.export();
            of(export.tenant());
            if (!byExport.containsKey(export) && !heldBack.holds(export)) {
                add(new Route(batches, lane, null));
            }
        }
    }

    private void add(Route route) {
        ExportId export = route.lane().export();
        byExport.put(export, route);
        List<Route> routes = new ArrayList<>(byTenant.getOrDefault(export.tenant(), List.of()));
        routes.add(route);
        byTenant.put(export.tenant(), List.copyOf(routes));
    }
}
