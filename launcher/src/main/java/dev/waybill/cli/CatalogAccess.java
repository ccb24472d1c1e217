package dev.waybill.cli;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogException;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.clients.KafkaClients;
import dev.waybill.contract.ClusterException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Reads the catalog once, for a command. */
final class CatalogAccess {
    /** A change whose writer was killed holds reading up for half a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private CatalogAccess() {}

    /**
     * What the catalog holds now.
     *
     * @param settings of any Kafka client, {@code bootstrap.servers} among them
     * @throws ClusterException if there is no catalog, or it cannot be read
     */
    static CatalogSnapshot read(KafkaClients clients, Map<String, Object> settings) {
        try (CatalogReader reader = CatalogReader.of(new KafkaCatalogTopic(clients, settings))) {
            return reader.read(PATIENCE).snapshot();
        } catch (CatalogException e) {
            Throwable cause = e.getCause() instanceof ExecutionException failed ? failed.getCause() : e.getCause();
            throw new ClusterException(String.valueOf(e.getMessage()), cause);
        }
    }
}
