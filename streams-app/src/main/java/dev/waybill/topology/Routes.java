package dev.waybill.topology;

import static java.util.stream.Collectors.groupingBy;

import dev.waybill.batch.PartitionBatches;
import dev.waybill.config.BoundExport;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.window.Schedule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which exports take a tenant's events, in one source partition. A tenant's exports are bound when its first event comes:
 * with thousands of tenants most partitions never see most of them.
 */
final class Routes {
    private final PartitionBatches batches;
    private final Function<String, ExportSpec> parser;
    private final Function<ExportSpec, BoundExport> binder;
    private final Rendition.Cache renditions = new Rendition.Cache();
    /** Exports with equal schedules share one, for finding a window can take a millisecond. */
    private final Map<ScheduleSpec, Schedule> schedules = new HashMap<>();

    private final Map<String, List<ExportSpec>> enabled;
    private final Map<String, List<Route>> byTenant = new HashMap<>();
    private final Map<ExportId, Route> byExport = new HashMap<>();

    /**
     * Makes the routes of the enabled exports.
     *
     * @param parser reads a canonical spec
     * @param binder makes what the partition's own thread needs of a spec
     */
    Routes(
            PartitionBatches batches,
            Collection<ExportSpec> exports,
            Function<String, ExportSpec> parser,
            Function<ExportSpec, BoundExport> binder) {
        this.batches = batches;
        this.parser = parser;
        this.binder = binder;
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
            add(new Route(batches, batches.lane(export.exportId()), bound(export)));
        }
        return byTenant.getOrDefault(tenant, List.of());
    }

    private RoutedExport bound(ExportSpec spec) {
        BoundExport export = binder.apply(spec);
        Schedule schedule = schedules.computeIfAbsent(spec.schedule(), key -> export.schedule());
        return new RoutedExport(export, schedule, renditions);
    }

    /** What a stored spec does with events: the current one's doing where that is of the same version. */
    RoutedExport bind(String specJson) {
        ExportSpec spec = parser.apply(specJson);
        RoutedExport begun = bound(spec);
        of(spec.exportId().tenant());
        Route route = byExport.get(spec.exportId());
        return route != null && route.isCurrently(begun) ? route.current() : begun;
    }

    /** Adds the specs that windows in the store were begun under. */
    void addBegun(Collection<ExportId> exports, Collection<String> specs) {
        for (ExportId export : exports) {
            of(export.tenant());
            if (!byExport.containsKey(export)) {
                add(new Route(batches, batches.lane(export), null));
            }
        }
        for (String spec : specs) {
            RoutedExport begun = bind(spec);
            Route route = byExport.get(begun.output().id());
            if (route != null) {
                route.add(begun);
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
