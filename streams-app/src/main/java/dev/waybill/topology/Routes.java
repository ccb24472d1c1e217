package dev.waybill.topology;

import static java.util.stream.Collectors.groupingBy;

import dev.waybill.batch.ExportOutput;
import dev.waybill.batch.PartitionBatches;
import dev.waybill.config.BoundExport;
import dev.waybill.config.SpecBinding;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.SpecException;
import dev.waybill.spec.SpecScope;
import dev.waybill.window.Schedule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which exports take a tenant's events, in one source partition. A tenant's exports are bound when its first event comes:
 * with thousands of tenants most partitions never see most of them.
 */
final class Routes {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    private final PartitionBatches batches;
    private final Function<String, ExportSpec> parser;
    private final SpecBinding binding;
    private HeldBack heldBack;
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
     * @param binding makes what the partition's own thread needs of a spec
     * @param heldBack takes no events now, though it may have windows to finish
     */
    Routes(
            PartitionBatches batches,
            Collection<ExportSpec> exports,
            Function<String, ExportSpec> parser,
            SpecBinding binding,
            HeldBack heldBack) {
        this.batches = batches;
        this.parser = parser;
        this.binding = binding;
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
                add(new Route(batches, batches.lane(export.exportId()), bound(export)));
            }
        }
        return byTenant.getOrDefault(tenant, List.of());
    }

    private RoutedExport bound(ExportSpec spec) {
        BoundExport export = binding.bind(spec);
        Schedule schedule = schedules.computeIfAbsent(spec.schedule(), key -> export.schedule());
        return new RoutedExport(export, schedule, renditions);
    }

    /** The output of a stored spec, which takes no secret and no filter: what has begun can be finished without them. */
    ExportOutput output(String specJson) {
        return RoutedExport.outputOf(binding.bindOutput(parser.apply(specJson)));
    }

    /** The exports that take no events now. */
    HeldBack heldBack() {
        return heldBack;
    }

    /**
     * Adds the specs that windows in the store were begun under. An export whose windows need something that is gone, such as
     * the secret they were begun with, is held back.
     */
    void addBegun(Collection<ExportId> exports, Collection<String> specs) {
        List<RoutedExport> begun = new ArrayList<>();
        for (String json : specs) {
            ExportSpec spec = parser.apply(json);
            try {
                if (!heldBack.holds(spec.exportId())) {
                    begun.add(bound(spec));
                }
            } catch (SpecException e) {
                LOG.atError()
                        .addKeyValue("export", spec.exportId())
                        .log(
                                "windows of the export were begun under a spec that cannot be used any more: {}",
                                e.getMessage());
                heldBack = heldBack.and(SpecScope.of(spec.exportId()));
            }
        }
        for (ExportId export : exports) {
            of(export.tenant());
            if (!byExport.containsKey(export) && !heldBack.holds(export)) {
                add(new Route(batches, batches.lane(export), null));
            }
        }
        for (RoutedExport export : begun) {
            Route route = byExport.get(export.output().id());
            if (route != null) {
                route.add(export);
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
