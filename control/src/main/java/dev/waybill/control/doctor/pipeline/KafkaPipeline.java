package dev.waybill.control.doctor.pipeline;

import dev.waybill.clients.KafkaClients;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.control.connect.ConnectAccess;
import dev.waybill.control.connect.ConnectorState;
import dev.waybill.control.connect.ConnectorStates;
import dev.waybill.control.progress.DeliveryGlance;
import dev.waybill.control.progress.DeliveryLook;
import dev.waybill.control.progress.LogLook;
import dev.waybill.control.progress.LogPositions;
import dev.waybill.topics.Cluster;
import dev.waybill.topics.TopicState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks the cluster and Connect. Confined to one thread. */
public final class KafkaPipeline implements Pipeline, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Admin admin;
    private final Consumer<byte[], byte[]> consumer;
    private final Optional<ConnectAccess> connect;
    private @Nullable Map<String, ConnectorState> connectors;

    private KafkaPipeline(Admin admin, Consumer<byte[], byte[]> consumer, Optional<ConnectAccess> connect) {
        this.admin = admin;
        this.consumer = consumer;
        this.connect = connect;
    }

    /**
     * Asks with new clients.
     *
     * @param settings of any client
     * @param connect empty if Connect is not to be asked
     */
    public static KafkaPipeline open(
            KafkaClients clients, Map<String, Object> settings, Optional<ConnectAccess> connect) {
        Admin admin = clients.admin(settings);
        try {
            return new KafkaPipeline(admin, clients.consumer(LogLook.settings(settings)), connect);
        } catch (RuntimeException e) {
            admin.close();
            throw e;
        }
    }

    @Override
    public Optional<TopicState> topic(String name) {
        return Optional.ofNullable(new Cluster(admin).describe(List.of(name)).get(name));
    }

    @Override
    public Optional<Map<String, ConnectorState>> connectors() {
        if (connectors == null && connect.isPresent()) {
            connectors = new ConnectorStates(connect.get()).byName();
        }
        return Optional.ofNullable(connectors);
    }

    @Override
    public Optional<DeliveryGlance> said(ExportId export) {
        if (!new Cluster(admin).partitions(Set.of(Topics.DELIVERIES)).containsKey(Topics.DELIVERIES)) {
            return Optional.empty();
        }
        LogLook look = new LogLook(consumer, System::nanoTime, PATIENCE);
        Map<ExportId, DeliveryGlance> newest = new DeliveryLook(look)
                .newest(Set.of(export), new LogPositions(admin).extents(Set.of(DeliveryLook.partition(export))));
        return Optional.ofNullable(newest.get(export));
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
