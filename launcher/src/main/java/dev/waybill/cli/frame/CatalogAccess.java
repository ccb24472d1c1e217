package dev.waybill.cli.frame;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.clients.KafkaClients;
import java.time.Duration;
import java.util.Map;

/** Reads the catalog once, for a command. */
public final class CatalogAccess {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private CatalogAccess() {}

    /** @throws dev.waybill.catalog.topic.CatalogException if it cannot be read to its end */
    public static CatalogSnapshot read(KafkaClients clients, Map<String, Object> settings) {
        try (CatalogReader reader = CatalogReader.of(new KafkaCatalogTopic(clients, settings))) {
            return reader.read(PATIENCE).snapshot();
        }
    }
}
