package dev.waybill.cli;

import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.snapshot.Backup;
import dev.waybill.cli.frame.CatalogAccess;
import dev.waybill.cli.frame.ClusterOptions;
import dev.waybill.clients.KafkaClients;
import dev.waybill.spec.destination.ExternalIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where external ids are read: they live in the catalog. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class IdSource {
    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            description = "Read external ids from this copy of the catalog, as apply --export writes it, and ask no"
                    + " cluster.")
    private @Nullable Path copy;

    @Mixin
    private final ClusterOptions cluster;

    IdSource(KafkaClients clients) {
        this.cluster = new ClusterOptions(clients);
    }

    /**
     * The ids that the catalog holds; none where nobody says where it is.
     *
     * @throws IOException if a file that an option names cannot be read
     * @throws dev.waybill.spec.yaml.SpecException if the copy is no copy of a catalog
     * @throws dev.waybill.catalog.topic.CatalogException if the catalog cannot be read
     */
    ExternalIds read() throws IOException {
        Path file = copy;
        if (file != null) {
            return ids(Backup.parse(file.toString(), Files.readString(file)).tenants());
        }
        if (!cluster.isNamed()) {
            return new ExternalIds(Map.of());
        }
        return cluster.ask(
                "waybill-render",
                (clients, settings) -> CatalogAccess.read(clients, settings).externalIds());
    }

    private static ExternalIds ids(List<TenantRecord> tenants) {
        Map<String, String> ids = new TreeMap<>();
        tenants.forEach(tenant -> ids.put(tenant.tenant(), tenant.externalId()));
        return new ExternalIds(ids);
    }
}
