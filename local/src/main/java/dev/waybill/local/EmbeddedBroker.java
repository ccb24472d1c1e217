package dev.waybill.local;

import dev.waybill.cloud.FreePort;
import dev.waybill.cloud.LocalException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import kafka.server.KafkaConfig;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka broker with its controller in this JVM, on the loopback interface. Its data lives in one folder: a broker that
 * is started on the folder of an earlier one, also of one that was killed, has the same topics and records.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /** How often a start is tried again when another process was quicker to take the chosen ports. */
    private static final int PORT_ATTEMPTS = 5;

    private static final Duration METADATA_PATIENCE = Duration.ofSeconds(30);
    private static final Duration METADATA_PAUSE = Duration.ofMillis(20);

    private final FolderLock lock;
    private final KafkaServers server;
    private final int port;

    private EmbeddedBroker(FolderLock lock, KafkaServers server, int port) {
        this.lock = lock;
        this.server = server;
        this.port = port;
    }

    /** Starts a broker on a free port with its data in {@code folder}, which is made if it is missing. */
    public static EmbeddedBroker start(Path folder) {
        return start(folder, Map.of());
    }

    /**
     * Starts a broker on a free port with its data in {@code folder}, which is made if it is missing.
     *
     * @param overrides broker settings that win over the embedded defaults
     * @throws LocalException if the broker cannot start, for instance since another one uses the folder
     */
    public static EmbeddedBroker start(Path folder, Map<String, String> overrides) {
        return start(folder, overrides, FreePort::find);
    }

    /** @param ports finds free ones */
    static EmbeddedBroker start(Path folder, Map<String, String> overrides, IntSupplier ports) {
        for (int attempt = 1; ; attempt++) {
            try {
                return startOnce(folder, ports.getAsInt(), ports.getAsInt(), overrides);
            } catch (LocalException e) {
                if (attempt == PORT_ATTEMPTS || !(e.getCause() instanceof BindException)) {
                    throw e;
                }
            }
        }
    }

    /** Starts a broker as {@link #start(Path, Map)} does, on this port. */
    public static EmbeddedBroker start(Path folder, int port, Map<String, String> overrides) {
        return startOnce(folder, port, FreePort.find(), overrides);
    }

    private static EmbeddedBroker startOnce(Path folder, int port, int controllerPort, Map<String, String> overrides) {
        FreePort.requireFree(port);
        // A broker whose controller cannot listen ends the process.
        FreePort.requireFree(controllerPort);
        FolderLock lock = FolderLock.take(folder);
        try {
            return new EmbeddedBroker(lock, startServer(folder, port, controllerPort, overrides), port);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static KafkaServers startServer(Path folder, int port, int controllerPort, Map<String, String> overrides) {
        Map<String, String> config = new HashMap<>(BrokerSettings.of(folder, port, controllerPort));
        config.putAll(overrides);
        KafkaServers server;
        try {
            format(folder);
            server = new KafkaServers(new KafkaConfig(config));
        } catch (Exception e) {
            throw new LocalException("cannot open the broker's folder " + folder + ": " + e.getMessage(), e);
        }
        try {
            server.start();
            return server;
        } catch (RuntimeException e) {
            server.stop();
            FreePort.requireFree(port);
            throw new LocalException("cannot start the broker on port " + port + ": " + e.getMessage(), e);
        }
    }

    private static void format(Path folder) throws Exception {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setNodeId(BrokerSettings.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .setMetadataLogDirectory(folder.toString())
                .addDirectory(folder.toString())
                .setHasDynamicQuorum(false)
                .setIgnoreFormatted(true)
                .run();
    }

    /** {@code host:port} for clients. */
    public String bootstrapServers() {
        return FreePort.HOST + ":" + port;
    }

    public int port() {
        return port;
    }

    /** An admin client, to be closed by the caller. */
    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    /**
     * Creates those of the topics that do not exist yet and waits until all of them do. A replication factor other than
     * 1 is refused by the broker.
     */
    public void createTopics(Collection<NewTopic> topics) {
        try (Admin admin = admin()) {
            var results = admin.createTopics(topics).values();
            for (var result : results.entrySet()) {
                try {
                    result.getValue().get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new LocalException(
                                "cannot create the topic " + result.getKey() + ": " + e.getMessage(), e);
                    }
                }
            }
            awaitKnown(admin, results.keySet());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("interrupted while creating topics", e);
        }
    }

    /** Waits until the broker knows of the topics: it answers from metadata that follows the controller's. */
    private static void awaitKnown(Admin admin, Collection<String> topics) throws InterruptedException {
        long begin = System.nanoTime();
        while (true) {
            try {
                admin.describeTopics(topics).allTopicNames().get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
                        || System.nanoTime() - begin > METADATA_PATIENCE.toNanos()) {
                    throw new LocalException("the broker does not know of new topics: " + e.getMessage(), e);
                }
                LockSupport.parkNanos(METADATA_PAUSE.toNanos());
            }
        }
    }

    /** Creates one topic with this many partitions, unless it exists. */
    public void createTopic(String name, int partitions, Map<String, String> config) {
        createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(config)));
    }

    /** Stops the broker and waits until its files are closed. */
    @Override
    public void close() {
        server.stop();
        lock.close();
    }
}
