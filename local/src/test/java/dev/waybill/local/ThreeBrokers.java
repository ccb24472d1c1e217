package dev.waybill.local;

import dev.waybill.cloud.FreePort;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** One controller and three brokers in this JVM; internal topics have three replicas, two of them in sync. */
final class ThreeBrokers implements AutoCloseable {
    private static final int CONTROLLER = 100;
    private static final int BROKERS = 3;

    private final Path folder;
    private final int controllerPort = FreePort.find();
    private final String clusterId = Uuid.randomUuid().toString();
    private final List<Integer> ports = new ArrayList<>();
    private final KafkaRaftServer controller;
    private final List<KafkaRaftServer> brokers = new ArrayList<>();

    private ThreeBrokers(Path folder) throws Exception {
        this.folder = folder;
        this.controller = new KafkaRaftServer(new KafkaConfig(controllerConfig()), Time.SYSTEM);
    }

    static ThreeBrokers start(Path folder) throws Exception {
        ThreeBrokers cluster = new ThreeBrokers(folder);
        try {
            cluster.controller.startup();
            for (int i = 0; i < BROKERS; i++) {
                cluster.ports.add(FreePort.find());
                cluster.brokers.add(cluster.startBroker(i));
            }
            return cluster;
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    private KafkaRaftServer startBroker(int index) throws Exception {
        KafkaRaftServer broker = new KafkaRaftServer(new KafkaConfig(brokerConfig(index)), Time.SYSTEM);
        broker.startup();
        return broker;
    }

    /** Stops the broker, hands its partitions over, and starts it again. */
    void restart(int index) throws Exception {
        brokers.get(index).shutdown();
        brokers.get(index).awaitShutdown();
        brokers.set(index, startBroker(index));
    }

    String bootstrapServers() {
        return ports.stream().map(port -> FreePort.HOST + ":" + port).collect(Collectors.joining(","));
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    private Map<String, String> controllerConfig() throws Exception {
        Map<String, String> config = common(CONTROLLER, controllerPort);
        config.put("process.roles", "controller");
        config.put("listeners", BrokerSettings.CONTROLLER_LISTENER + "://" + FreePort.HOST + ":" + controllerPort);
        return config;
    }

    private Map<String, String> brokerConfig(int index) throws Exception {
        int port = ports.get(index);
        Map<String, String> config = common(index + 1, port);
        config.put("process.roles", "broker");
        config.put("listeners", "PLAINTEXT://" + FreePort.HOST + ":" + port);
        config.put("offsets.topic.replication.factor", "3");
        config.put("transaction.state.log.replication.factor", "3");
        config.put("transaction.state.log.min.isr", "2");
        config.put("min.insync.replicas", "2");
        config.put("group.min.session.timeout.ms", "1000");
        config.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
        return config;
    }

    private Map<String, String> common(int node, int port) throws Exception {
        Path data = folder.resolve("node-" + node);
        if (!data.resolve("meta.properties").toFile().exists()) {
            format(node, data);
        }
        Map<String, String> config = new HashMap<>(BrokerSettings.of(data, port, controllerPort));
        config.put("node.id", String.valueOf(node));
        config.put("controller.quorum.voters", CONTROLLER + "@" + FreePort.HOST + ":" + controllerPort);
        return config;
    }

    private void format(int node, Path data) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setNodeId(node)
                .setClusterId(clusterId)
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .setMetadataLogDirectory(data.toString())
                .addDirectory(data.toString())
                .setHasDynamicQuorum(false)
                .setIgnoreFormatted(true)
                .run();
    }

    /** Stops the brokers before their controller. */
    @Override
    public void close() {
        brokers.forEach(KafkaRaftServer::shutdown);
        brokers.forEach(KafkaRaftServer::awaitShutdown);
        controller.shutdown();
        controller.awaitShutdown();
    }
}
