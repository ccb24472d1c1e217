package dev.waybill.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.cloud.FreePort;
import dev.waybill.cloud.LocalException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.runtime.Connect;

/**
 * A distributed Kafka Connect worker in this JVM, whose REST interface listens on a free loopback port. It finds
 * connectors on the class path by their {@code META-INF/services} entries.
 */
public final class EmbeddedConnect implements AutoCloseable {
    private final Connect<?> connect;
    private final ConnectorsApi api;

    private EmbeddedConnect(Connect<?> connect, ConnectorsApi api) {
        this.connect = connect;
        this.api = api;
    }

    /** Starts a worker against this cluster, with internal topics of one replica. */
    public static EmbeddedConnect start(String bootstrapServers) {
        return start(bootstrapServers, Map.of());
    }

    /**
     * Starts a worker and waits until it is in its group and answers requests. Connectors that an earlier worker with
     * the same group id left behind start again with it.
     *
     * @param overrides worker settings that win over the embedded defaults
     * @throws LocalException if the worker cannot start
     */
    public static EmbeddedConnect start(String bootstrapServers, Map<String, String> overrides) {
        Map<String, String> config = new HashMap<>(defaults(bootstrapServers));
        config.putAll(overrides);
        Connect<?> connect = startWorker(config);
        ConnectorsApi api = new ConnectorsApi(connect.rest().advertisedUrl());
        try {
            api.awaitHealthy();
        } catch (RuntimeException e) {
            connect.stop();
            throw e;
        }
        return new EmbeddedConnect(connect, api);
    }

    /** A failed start of Connect ends the process, and a shutdown hook races with ours: neither is wanted here. */
    private static Connect<?> startWorker(Map<String, String> config) {
        Exit.setExitProcedure((status, message) -> {
            throw new LocalException("Connect gave up with status " + status + "; its log has the reason");
        });
        Exit.setShutdownHookAdder((name, hook) -> {});
        try {
            return new ConnectDistributed().startConnect(config);
        } catch (RuntimeException e) {
            throw new LocalException("cannot start Connect: " + e.getMessage(), e);
        } finally {
            Exit.resetExitProcedure();
            Exit.resetShutdownHookAdder();
        }
    }

    private static Map<String, String> defaults(String bootstrapServers) {
        String byteArrays = "org.apache.kafka.connect.converters.ByteArrayConverter";
        return Map.ofEntries(
                Map.entry("bootstrap.servers", bootstrapServers),
                Map.entry("group.id", "waybill-connect"),
                Map.entry("listeners", "http://" + FreePort.HOST + ":0"),
                // The default also scans every class of the class path.
                Map.entry("plugin.discovery", "service_load"),
                Map.entry("key.converter", byteArrays),
                Map.entry("value.converter", byteArrays),
                Map.entry("config.storage.topic", "waybill.connect.configs"),
                Map.entry("config.storage.replication.factor", "1"),
                Map.entry("offset.storage.topic", "waybill.connect.offsets"),
                Map.entry("offset.storage.replication.factor", "1"),
                Map.entry("offset.storage.partitions", "1"),
                Map.entry("status.storage.topic", "waybill.connect.status"),
                Map.entry("status.storage.replication.factor", "1"),
                Map.entry("status.storage.partitions", "1"),
                Map.entry("offset.flush.interval.ms", "1000"),
                // A worker that was killed is missed for this long before its tasks move to a new one.
                Map.entry("session.timeout.ms", "6000"),
                Map.entry("heartbeat.interval.ms", "1000"),
                Map.entry("scheduled.rebalance.max.delay.ms", "0"),
                Map.entry("task.shutdown.graceful.timeout.ms", "5000"));
    }

    /** Address of the worker's REST interface. */
    public URI uri() {
        return api.base();
    }

    /** Creates the connector or replaces its configuration, and waits until it and all its tasks run. */
    public void putConnector(String name, Map<String, String> config) {
        api.put(name, config);
        api.awaitRunning(name);
    }

    /** Stops the connector and forgets its configuration; its offsets stay. */
    public void deleteConnector(String name) {
        api.delete(name);
    }

    /** What the worker says about the connector and its tasks: the answer of {@code GET /connectors/{name}/status}. */
    public JsonNode connectorStatus(String name) {
        return api.status(name);
    }

    /** Stops the worker and waits until its tasks have ended. */
    @Override
    public void close() {
        connect.stop();
        connect.awaitStop();
    }
}
