package dev.waybill.local;

import static org.awaitility.Awaitility.await;

import dev.waybill.acls.Client;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.clients.RealClients;
import dev.waybill.cloud.AccessKey;
import dev.waybill.cloud.FreePort;
import dev.waybill.cloud.LocalIam;
import dev.waybill.cloud.LocalStore;
import dev.waybill.cloud.LocalSts;
import dev.waybill.spec.ExportSpec;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A cluster that denies what is not granted, at which each program logs in as a user of its own, an installed program, a
 * Connect worker with the built plugin, and the tenants' accounts.
 */
final class SaslStack implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    final SaslBroker broker;
    final LocalIam iam = new LocalIam(Clock.systemUTC());
    final LocalStore store;
    final LocalSts sts;
    final AccessKey platformKey = AccessKey.generate();
    final InstalledWaybill installed;

    private final Path folder;
    private final int connectPort = FreePort.find();
    private final Closing closing = new Closing();

    /**
     * Starts broker, store and STS.
     *
     * @param users those that the broker knows beside one for each {@link Client}
     */
    SaslStack(Path folder, String... users) throws IOException {
        this.folder = folder;
        this.broker = closing.add(SaslBroker.start(
                folder.resolve("broker"),
                Stream.concat(Arrays.stream(Client.values()).map(SaslStack::user), Arrays.stream(users))
                        .toList()));
        this.store = closing.add(LocalStore.start(folder.resolve("buckets"), iam));
        this.sts = closing.add(LocalSts.start(iam));
        this.installed = closing.add(InstalledWaybill.in(folder.resolve("installed")));
    }

    /** The user that the client logs in as when nobody says otherwise. */
    static String user(Client client) {
        return client.principal().substring("User:".length());
    }

    /** Has it closed with the stack, before what was opened earlier. */
    <T extends AutoCloseable> T opened(T resource) {
        return closing.add(resource);
    }

    /** Properties of a client that logs in as this user. */
    Map<String, Object> client(String user) {
        Map<String, Object> client = new HashMap<>(broker.login(user));
        client.put("bootstrap.servers", broker.bootstrapServers());
        return client;
    }

    /** A producer that logs in as this user, to be closed by the caller. */
    KafkaProducer<byte[], byte[]> producer(String user) {
        return new KafkaProducer<>(client(user), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The catalog as it is now. */
    CatalogSnapshot catalog() {
        try (CatalogReader reader =
                CatalogReader.of(new KafkaCatalogTopic(new RealClients(), client(SaslBroker.ADMIN)))) {
            return reader.read(PATIENCE).snapshot();
        }
    }

    /** The tenants do what their letters say: buckets, and roles that trust the catalog's external ids. */
    void grantRoles(List<ExportSpec> exports) {
        LocalGrants.apply(exports, catalog().externalIds(), store, iam, platformKey);
    }

    /** Properties of the worker that logs in as its own user, and whose connectors do as theirs. */
    Map<String, String> worker() {
        Map<String, String> worker = new TreeMap<>(Map.ofEntries(
                Map.entry("bootstrap.servers", broker.bootstrapServers()),
                Map.entry("group.id", "waybill-connect"),
                Map.entry("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"),
                Map.entry("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"),
                Map.entry("config.storage.topic", "connect-configs"),
                Map.entry("offset.storage.topic", "connect-offsets"),
                Map.entry("status.storage.topic", "connect-status"),
                Map.entry("config.storage.replication.factor", "1"),
                Map.entry("offset.storage.replication.factor", "1"),
                Map.entry("status.storage.replication.factor", "1"),
                Map.entry("offset.storage.partitions", "1"),
                Map.entry("status.storage.partitions", "1"),
                Map.entry("offset.flush.interval.ms", "500"),
                Map.entry("config.providers", "file"),
                Map.entry("config.providers.file.class", FileConfigProvider.class.getName())));
        worker.putAll(broker.login(user(Client.WORKER)));
        broker.login(user(Client.SINK)).forEach((key, value) -> worker.put("consumer." + key, value));
        return worker;
    }

    /** Where the worker answers, whether or not it runs. */
    String connectUrl() {
        return "http://" + FreePort.HOST + ":" + connectPort;
    }

    /** Starts a worker, and waits until it answers. */
    ChildProcess connect() throws IOException {
        ChildProcess connect = opened(ConnectProcess.start(folder, worker(), connectPort));
        awaitOk(connect, connectUrl() + "/health");
        return connect;
    }

    /** A file with two secrets of the platform's AWS key, and the logins of the clients that the sink makes, for its connector. */
    Path connectorSecrets() throws IOException {
        return Files.writeString(
                folder.resolve("secrets.properties"),
                "id=" + platformKey.id() + "\nsecret=" + platformKey.secret() + "\njaas="
                        + SaslBroker.jaas(user(Client.PARKING)) + "\ncatalog="
                        + SaslBroker.jaas(user(Client.SINK_CATALOG)) + "\n");
    }

    /** The platform's AWS key, as the doctor takes it. */
    Path platformKeyFile() throws IOException {
        return Files.writeString(
                folder.resolve("platform-key"),
                "access.key=" + platformKey.id() + "\nsecret.key=" + platformKey.secret() + "\n");
    }

    /** Waits until a process answers with 200. */
    static void awaitOk(ChildProcess process, String url) {
        HttpClient http = HttpClient.newHttpClient();
        await().atMost(PATIENCE)
                .failFast(process::requireAlive)
                .ignoreException(ConnectException.class)
                .until(() -> http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    @Override
    public void close() {
        closing.close();
    }
}
