package dev.waybill.control.status;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.connector.ConfluentS3Sink;
import dev.waybill.connector.Connector;
import dev.waybill.render.Platform;
import dev.waybill.render.PlatformReader;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.ExternalIds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which connector delivers which topic: Waybill's own sink all but those that another product is set to deliver. */
final class Deliverers {
    private final String own;
    private final Map<String, String> others;

    private Deliverers(String own, Map<String, String> others) {
        this.own = own;
        this.others = Map.copyOf(others);
    }

    /** As the catalog's settings say; without any, Waybill's own sink under its usual name delivers everything. */
    static Deliverers of(CatalogSnapshot catalog) {
        Optional<Platform> platform = catalog.document(Platform.FILE).flatMap(PlatformReader::applied);
        String own = platform.map(Platform::waybillSink)
                .orElse(Platform.WaybillSinkSettings.DEFAULT)
                .name();
        Map<String, String> others = new HashMap<>();
        platform.ifPresent(found -> confluents(catalog, found)
                .forEach(connector -> topics(connector).forEach(topic -> others.put(topic, connector.name()))));
        return new Deliverers(own, others);
    }

    /** Whether the catalog's {@code platform.yaml} cannot be read: nobody knows which connectors there are then. */
    static boolean isUnknown(CatalogSnapshot catalog) {
        return catalog.document(Platform.FILE)
                .filter(text -> PlatformReader.applied(text).isEmpty())
                .isPresent();
    }

    /** The connector's name. */
    String of(String topic) {
        return others.getOrDefault(topic, own);
    }

    private static List<Connector> confluents(CatalogSnapshot catalog, Platform platform) {
        List<ExportSpec> exports = platform.confluentSink().exports().stream()
                .flatMap(id -> catalog
                        .tenant(id.tenant())
                        .flatMap(entry -> entry.record())
                        .map(record -> record.export(id.export()))
                        .flatMap(export -> export.last())
                        .flatMap(version -> version.spec(any -> {}))
                        .stream())
                .toList();
        ExternalIds ids = catalog.externalIds();
        return new ConfluentS3Sink(ids)
                .connectors(exports, platform.confluentSink().overrides(), problem -> {});
    }

    private static List<String> topics(Connector connector) {
        return List.of(connector.config().getOrDefault("topics", "").split(","));
    }
}
