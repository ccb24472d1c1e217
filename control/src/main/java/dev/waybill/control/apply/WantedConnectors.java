package dev.waybill.control.apply;

import dev.waybill.catalog.record.UnreadableSpec;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Fault;
import dev.waybill.connector.Connector;
import dev.waybill.contract.ExportId;
import dev.waybill.kind.ExportKinds;
import dev.waybill.render.Platform;
import dev.waybill.render.Rendering;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.spec.yaml.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The connectors that are to run: those of the wished exports, and of all that the catalog holds, since what has ended is
 * still delivered.
 *
 * @param unknown what of the catalog this program cannot read, so that connectors may be missing here; empty if nothing
 */
public record WantedConnectors(List<Connector> connectors, List<String> unknown) {
    public WantedConnectors {
        connectors = List.copyOf(connectors);
        unknown = List.copyOf(unknown);
    }

    /**
     * Renders them.
     *
     * @throws SpecException if they cannot be rendered as {@code platform.yaml} says
     */
    public static WantedConnectors of(Wanted wanted, CatalogSnapshot catalog) {
        List<UnreadableSpec> unreadable = new ArrayList<>();
        SortedMap<ExportId, ExportSpec> exports = new TreeMap<>();
        catalog.lastSpecs(unreadable::add).stream()
                .filter(spec -> hasKnownKinds(spec, unreadable))
                .forEach(spec -> exports.put(spec.exportId(), spec));
        wanted.tenants().values().forEach(specs -> specs.forEach(spec -> exports.put(spec.exportId(), spec)));
        unreadable.removeIf(spec -> exports.containsKey(spec.export()));
        Platform platform = wanted.platform(catalog);
        requireToBeOfOurSink(unreadable, platform);
        ExternalIds ids = catalog.externalIds().completedFor(wanted.tenants().keySet());
        List<String> unknown = new ArrayList<>();
        catalog.faults().stream().map(Fault::text).forEach(unknown::add);
        unreadable.stream().map(UnreadableSpec::text).forEach(unknown::add);
        return new WantedConnectors(
                Rendering.of(exports.values(), ids, platform, wanted.operator()).connectors(), unknown);
    }

    /** Why nothing may be deleted; empty if all is known. */
    public Optional<String> whyNotToDelete() {
        return unknown.stream().findFirst();
    }

    private static boolean hasKnownKinds(ExportSpec spec, List<UnreadableSpec> unreadable) {
        try {
            ExportKinds.format(spec);
            ExportKinds.layout(spec);
            return true;
        } catch (SpecException e) {
            unreadable.add(UnreadableSpec.of(spec.exportId(), "last", e));
            return false;
        }
    }

    /** Left out, it would be delivered by our sink as well as by the other one. */
    private static void requireToBeOfOurSink(List<UnreadableSpec> unreadable, Platform platform) {
        List<UnreadableSpec> others = unreadable.stream()
                .filter(spec -> platform.confluentSink().exports().contains(spec.export()))
                .toList();
        if (!others.isEmpty()) {
            throw new SpecException(others.stream().map(UnreadableSpec::problem).toList());
        }
    }
}
