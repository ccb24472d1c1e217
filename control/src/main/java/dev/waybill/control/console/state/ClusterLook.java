package dev.waybill.control.console.state;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.clients.KafkaClients;
import dev.waybill.contract.ClusterException;
import dev.waybill.contract.Source;
import dev.waybill.control.connect.ConnectorState;
import dev.waybill.control.progress.InputLag;
import dev.waybill.control.progress.LogLook;
import dev.waybill.control.progress.LogPositions;
import dev.waybill.control.status.CatalogExport;
import dev.waybill.control.status.GroupMembers;
import dev.waybill.control.status.LaneReader;
import dev.waybill.topics.Cluster;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
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
    private final String application;
    private final Optional<Supplier<Map<String, ConnectorState>>> connect;
    private final Clock clock;

    private volatile ClusterView view = ClusterView.UNKNOWN;
    private volatile Optional<String> trouble = Optional.empty();

    /**
     * A look that was not made yet.
     *
     * @param application the id of the Streams application
     * @param connect asks Connect for its connectors, by name; empty if it may not be asked
     */
    ClusterLook(
            KafkaClients clients,
            Map<String, Object> settings,
            String application,
            Optional<Supplier<Map<String, ConnectorState>>> connect,
            Clock clock) {
        this.clients = clients;
        this.settings = Map.copyOf(settings);
        this.application = application;
        this.connect = connect;
        this.clock = clock;
    }

    /** What the last look found; {@link ClusterView#UNKNOWN} before the first. */
    ClusterView view() {
        return view;
    }

    /** Why the last look failed; what was known before stays. */
    Optional<String> trouble() {
        return trouble;
    }

    /** Looks once. */
    void look(CatalogSnapshot catalog, Collection<CatalogExport> exports) {
        Optional<String> failed = Optional.empty();
        ClusterView before = view;
        Optional<Map<String, ConnectorState>> connectors = Optional.empty();
        try {
            connectors = connect.map(Supplier::get);
        } catch (RuntimeException e) {
            failed = Optional.of("Kafka Connect cannot be asked: " + e.getMessage());
        }
        try (Admin admin = clients.admin(settings);
                Consumer<byte[], byte[]> consumer = clients.consumer(LogLook.settings(settings))) {
            LogPositions positions = new LogPositions(admin);
            Cluster cluster = new Cluster(admin);
            view = new ClusterView(
                    new LaneReader(cluster, positions, new LogLook(consumer, System::nanoTime, PATIENCE))
                            .read(catalog, exports, cluster.names(), clock.instant()),
                    new InputLag(positions).of(application, List.of(Source.values())),
                    GroupMembers.of(cluster, application),
                    connectors);
        } catch (ClusterException | KafkaException e) {
            failed = Optional.of("the delivery topics cannot be looked at: " + e.getMessage());
            view = new ClusterView(before.lanes(), before.lag(), GroupMembers.UNKNOWN, connectors);
        }
        if (!failed.equals(trouble)) {
            failed.ifPresent(text -> LOG.warn("{}", text));
        }
        trouble = failed;
    }
}
