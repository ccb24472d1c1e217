package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.cloud.FreePort;
import dev.waybill.contract.Topics;
import dev.waybill.sink.ExportSinkConnector;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.converters.ByteArrayConverter;

/** Waybill's sink in a Connect worker of its own, made to be killed, which delivers to folders. */
final class KilledSink implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String NAME = "sink";

    private final Path folder;
    private final String bootstrapServers;
    private final int replicas;
    private final int port = FreePort.find();
    private Starter starter;
    private ChildProcess worker;

    /** Starts a worker process. */
    private interface Starter {
        ChildProcess start(Path folder, Map<String, String> worker, int port) throws IOException;
    }

    private KilledSink(Path folder, String bootstrapServers, int replicas, Starter starter) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.bootstrapServers = bootstrapServers;
        this.replicas = replicas;
        this.starter = starter;
        this.worker = worker();
    }

    /**
     * Starts a worker with the plugin archive that the build made, and has it deliver. Needs Maven's phase package.
     *
     * @param folder for what the worker needs
     * @param replicas of its own topics
     * @param delivered destinations must lie below this folder
     */
    static KilledSink start(Path folder, String bootstrapServers, int replicas, Path delivered) throws Exception {
        return started(new KilledSink(folder, bootstrapServers, replicas, ConnectProcess::start), delivered, Map.of());
    }

    /** The same with the sink of an installed program, which says what it delivers. */
    static KilledSink start(InstalledWaybill program, Path folder, String bootstrapServers, Path delivered)
            throws Exception {
        return started(
                new KilledSink(folder, bootstrapServers, 1, of(program)),
                delivered,
                Map.of("deliveries.client.bootstrap.servers", bootstrapServers));
    }

    private static Starter of(InstalledWaybill program) {
        return (folder, worker, port) -> ConnectProcess.start(program, folder, worker, port);
    }

    private static KilledSink started(KilledSink sink, Path delivered, Map<String, String> more) throws Exception {
        try {
            sink.deliverTo(delivered, more);
        } catch (Exception | AssertionError e) {
            sink.close();
            throw e;
        }
        return sink;
    }

    private ChildProcess worker() throws IOException {
        Map<String, String> config = new HashMap<>(Map.of(
                "bootstrap.servers", bootstrapServers,
                "group.id", "waybill-connect",
                "key.converter", ByteArrayConverter.class.getName(),
                "value.converter", ByteArrayConverter.class.getName(),
                "offset.flush.interval.ms", "500",
                // A worker that was killed is missed for this long before its tasks go to the next.
                "session.timeout.ms", "3000",
                "heartbeat.interval.ms", "500",
                "scheduled.rebalance.max.delay.ms", "0",
                "connector.client.config.override.policy", "All"));
        for (String topic : new String[] {"config", "offset", "status"}) {
            config.put(topic + ".storage.topic", "connect-" + topic);
            config.put(topic + ".storage.replication.factor", Integer.toString(replicas));
        }
        config.put("offset.storage.partitions", "1");
        config.put("status.storage.partitions", "1");
        return starter.start(folder, config, port);
    }

    private void deliverTo(Path delivered, Map<String, String> more) throws Exception {
        String bytes = ByteArrayConverter.class.getName();
        Map<String, String> config = new HashMap<>(Map.ofEntries(
                Map.entry("connector.class", ExportSinkConnector.class.getName()),
                Map.entry("tasks.max", "2"),
                Map.entry("topics.regex", Topics.deliveryPattern()),
                Map.entry("key.converter", bytes),
                Map.entry("value.converter", bytes),
                Map.entry("header.converter", bytes),
                Map.entry("consumer.override.isolation.level", "read_committed"),
                Map.entry("consumer.override.auto.offset.reset", "earliest"),
                Map.entry("consumer.override.session.timeout.ms", "3000"),
                Map.entry("consumer.override.heartbeat.interval.ms", "500"),
                Map.entry(
                        "consumer.override.partition.assignment.strategy",
                        "org.apache.kafka.clients.consumer.CooperativeStickyAssignor"),
                Map.entry("catalog.client.bootstrap.servers", bootstrapServers),
                Map.entry("file.root", delivered.toString()),
                Map.entry("retry.backoff.initial.ms", "200"),
                Map.entry("retry.backoff.max.ms", "1000")));
        config.putAll(more);
        HttpRequest put = HttpRequest.newBuilder(
                        URI.create("http://" + FreePort.HOST + ":" + port + "/connectors/" + NAME + "/config"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(new ObjectMapper().writeValueAsBytes(config)))
                .build();
        await().atMost(PATIENCE)
                .failFast(worker::requireAlive)
                .ignoreException(ConnectException.class)
                .untilAsserted(() -> assertThat(HttpClient.newHttpClient()
                                .send(put, BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(201));
    }

    /** SIGKILL in the middle of whatever it does; then another worker starts and goes on with the same connector. */
    void killAndStartAgain() throws Exception {
        requireAlive();
        worker.kill();
        worker = worker();
    }

    /** Stops the worker as an operator does; one of another program goes on with the same connector. */
    void replaceBy(InstalledWaybill program) throws Exception {
        requireAlive();
        worker.stop();
        starter = of(program);
        worker = worker();
    }

    void requireAlive() {
        worker.requireAlive();
    }

    @Override
    public void close() {
        worker.close();
    }
}
