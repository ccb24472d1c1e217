package dev.waybill.control.console.state;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.clients.KafkaClients;
import dev.waybill.contract.ClusterException;
import dev.waybill.control.connect.ConnectorState;
import dev.waybill.control.progress.LogLook;
import dev.waybill.control.progress.LogPositions;
import dev.waybill.control.status.CatalogExport;
import dev.waybill.control.status.LaneReader;
import dev.waybill.control.status.Lanes;
import dev.waybill.topics.Cluster;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can only be known by asking: how far connectors are, and whether they run. Looks are made on one thread. */
final class ClusterLook {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterLook.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaClients clients;
    private final Map<String, Object> settings;
    private final Optional<Supplier<Map<String, ConnectorState>>> connect;
    private final Clock clock;

    private volatile Lanes lanes = Lanes.UNKNOWN;
    private volatile Optional<Map<String, ConnectorState>> connectors = Optional.empty();
    private volatile Optional<String> trouble = Optional.empty();

    /** @param connect asks Connect for its connectors, by name; empty if it may not be asked */
    ClusterLook(
            KafkaClients clients,
            Map<String, Object> settings,
            Optional<Supplier<Map<String, ConnectorState>>> connect,
            Clock clock) {
        this.clients = clients;
        this.settings = Map.copyOf(settings);
        this.connect = connect;
        this.clock = clock;
    }

    /** What the last look found; {@link Lanes#UNKNOWN} before the first. */
    Lanes lanes() {
        return lanes;
    }

    /** What Connect said last, by name; empty if it was not asked, or does not answer. */
    Optional<Map<String, ConnectorState>> connectors() {
        return connectors;
    }

    /** Why the last look failed; what was known before stays. */
    Optional<String> trouble() {
        return trouble;
    }

    /** Looks once. */
    void look(CatalogSnapshot catalog, Collection<CatalogExport> exports) {
        Optional<String> failed = Optional.empty();
        try (Admin admin = clients.admin(settings);
                Consumer<byte[], byte[]> consumer = clients.consumer(LogLook.settings(settings))) {
            LogPositions positions = new LogPositions(admin);
            Cluster cluster = new Cluster(admin);
            lanes = new LaneReader(cluster, positions, new LogLook(consumer, System::nanoTime, PATIENCE))
                    .read(catalog, exports, cluster.names(), clock.instant());
        } catch (ClusterException | KafkaException e) {
            failed = Optional.of("the delivery topics cannot be looked at: " + e.getMessage());
        }
        try {
            connectors = connect.map(Supplier::get);
        } catch (RuntimeException e) {
            connectors = Optional.empty();
            failed = Optional.of("Kafka Connect cannot be asked: " + e.getMessage());
        }
        if (!failed.equals(trouble)) {
            failed.ifPresent(text -> LOG.warn("{}", text));
        }
        trouble = failed;
    }
}
