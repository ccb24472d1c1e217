package dev.waybill.sink;

import static dev.waybill.sink.fake.Records.ACME;
import static dev.waybill.sink.fake.Records.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.build.BuildInfo;
import dev.waybill.contract.PartHeaders;
import dev.waybill.contract.Topics;
import dev.waybill.sink.fake.FakeCatalog;
import dev.waybill.sink.fake.FakeContext;
import dev.waybill.sink.fake.Records;
import dev.waybill.spec.destination.FileDestination;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The task as Connect drives it, with directories for destinations. */
class ExportSinkTaskTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.SHARED_DELIVERY, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final FakeCatalog catalog = new FakeCatalog();
    private final Map<String, String> config = new HashMap<>();
    private String version = "";
    private final ExportSinkTask task = new ExportSinkTask(client -> catalog);

    @BeforeEach
    void configure() {
        version = catalog.put(ACME, new FileDestination(folder.resolve("acme"), "logs"));
        config.put("name", "task-test");
        config.put("catalog.client.bootstrap.servers", "nowhere:9092");
        config.put("file.root", folder.toString());
        task.initialize(new FakeContext());
    }

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void theLogSaysWhichBuildStarts() {
        // Given
        BuildInfo build = BuildInfo.current();

        try (LoggedLines log = LoggedLines.of(ExportSinkTask.class)) {
            // When
            task.start(config);

            // Then
            assertThat(log.events())
                    .extracting(line -> line.getMessage().getFormattedMessage())
                    .containsExactly("export sink starts: version=" + build.version() + ", revision=" + build.revision()
                            + ", connector=task-test");
        }
    }

    @Test
    void deliversAPartAndLetsItsOffsetPass() {
        // Given
        task.start(config);

        // When
        task.put(List.of(Records.part(Topics.SHARED_DELIVERY, ACME, 4, version)));

        // Then
        await().atMost(PATIENCE).until(() -> committable(5) == 5);
        assertThat(folder.resolve("acme/logs").resolve(Records.objectName(ACME, 4)))
                .hasContent("acme/downloads#4");
    }

    /** Whatever wrote the record, or changed it on its way: content that is not what its hash says goes nowhere. */
    @Test
    void writesNothingOfARecordWhoseContentIsNotWhatItsHashSays() {
        // Given
        task.start(config);
        Map<String, Object> headers = Records.headers(ACME, "a.csv", Records.bytes("genuine"));
        headers.put(PartHeaders.CONFIG_VERSION, Records.bytes(version));
        headers.put(PartHeaders.SHA256, Records.bytes(Records.sha256(Records.bytes("other"))));
        SinkRecord wrong = Records.record(Topics.SHARED_DELIVERY, 0, headers, Records.bytes("genuine"));

        // When
        task.put(List.of(wrong, Records.part(Topics.SHARED_DELIVERY, GLOBEX, 1)));

        // Then
        await().atMost(PATIENCE).until(() -> state().equals("BLOCKED"));
        assertThat(committable(2)).isZero();
        assertThat(folder.resolve("acme")).doesNotExist();
    }

    @Test
    void forgetsAPartitionThatIsTakenAway() {
        // Given: a record of a version that is not known
        task.start(config);
        task.put(List.of(Records.part(Topics.SHARED_DELIVERY, GLOBEX, 0)));
        long before = committable(1);

        // When
        task.close(List.of(PARTITION));

        // Then
        assertThat(before).isZero();
        assertThat(committable(1)).as("it is somebody else's to say").isEqualTo(1);
    }

    @Test
    void showsWhatItKnowsOfTheCatalogAndClosesItWhenItStops() throws Exception {
        // Given
        ObjectName name = new ObjectName("dev.waybill.sink:type=catalog,connector=\"task-test\",task=0");
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

        // When
        task.start(config);
        Object tenants = beans.getAttribute(name, "Tenants");
        int looks = catalog.looks;
        task.stop();

        // Then
        assertThat(tenants).isEqualTo(1L);
        assertThat(looks).as("before the first record comes").isEqualTo(1);
        assertThat(catalog.patience)
                .as("less than Connect waits for a task to stop: it cannot stop one that starts")
                .isLessThan(Duration.ofSeconds(5));
        assertThat(catalog.closed).isTrue();
        assertThat(beans.isRegistered(name)).isFalse();
    }

    @Test
    void startsAndStopsTheClientsOfItsParkingLot() {
        // Given
        config.put("parking.after.ms", "60000");
        config.put("parking.client.bootstrap.servers", "127.0.0.1:1");

        // When
        task.start(config);
        boolean started = kafkaClients() > 0;
        task.stop();

        // Then
        assertThat(started).isTrue();
        await().atMost(PATIENCE).until(() -> kafkaClients() == 0);
    }

    /** Nobody answers there, and no name server knows the other one: what is delivered is delivered all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:1", "nobody.invalid:9092"})
    void deliversWithoutTheClusterThatItSaysSoTo(String bootstrap) throws Exception {
        // Given
        ObjectName name = new ObjectName("dev.waybill.sink:type=deliveries,connector=\"task-test\",task=0");
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        config.put("deliveries.client.bootstrap.servers", bootstrap);
        config.put("deliveries.client.max.block.ms", "100");
        task.start(config);

        // When
        task.put(List.of(Records.part(Topics.SHARED_DELIVERY, ACME, 4, version)));

        // Then
        await().atMost(PATIENCE).until(() -> committable(5) == 5);
        await().atMost(PATIENCE).until(() -> (long) beans.getAttribute(name, "Dropped") == 1);
        assertThat(beans.getAttribute(name, "Stated")).isEqualTo(0L);
        assertThat(beans.getAttribute(name, "Trouble").toString()).endsWith("Exception");
        task.stop();
        assertThat(beans.isRegistered(name)).isFalse();
        await().atMost(PATIENCE).until(() -> kafkaClients() == 0);
    }

    @Test
    void servesTheMetricsOfAllTasksOfTheWorkerAtOnePlace() throws Exception {
        // Given
        int port = freePort();
        config.put("metrics.port", Integer.toString(port));
        config.put("metrics.login", "prometheus:sesame");
        ExportSinkTask second = new ExportSinkTask(client -> new FakeCatalog());
        second.initialize(new FakeContext());
        task.start(config);
        second.start(config);
        task.put(List.of(Records.part(Topics.SHARED_DELIVERY, ACME, 4, version)));
        await().atMost(PATIENCE).until(() -> committable(5) == 5);

        // When
        String two = metrics(port, "prometheus:sesame").body();
        int stranger = metrics(port, "prometheus:other").statusCode();
        task.stop();
        String one = metrics(port, "prometheus:sesame").body();
        second.stop();

        // Then
        assertThat(two.lines())
                .contains(
                        "waybill_sink_tasks{connector=\"task-test\"} 2.0",
                        "waybill_sink_objects_delivered_total{connector=\"task-test\"} 1.0");
        assertThat(one.lines())
                .contains(
                        "waybill_sink_tasks{connector=\"task-test\"} 1.0",
                        "waybill_sink_objects_delivered_total{connector=\"task-test\"} 1.0");
        assertThat(stranger).isEqualTo(401);
        assertThatThrownBy(() -> metrics(port, "prometheus:sesame")).isInstanceOf(ConnectException.class);
    }

    @Test
    void deliversAlthoughItsMetricsHaveNoPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            config.put("metrics.port", Integer.toString(taken.getLocalPort()));

            // When
            task.start(config);
            task.put(List.of(Records.part(Topics.SHARED_DELIVERY, ACME, 4, version)));

            // Then
            await().atMost(PATIENCE).until(() -> committable(5) == 5);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static HttpResponse<String> metrics(int port, String login) throws Exception {
        String header = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                .header("Authorization", header)
                                .timeout(PATIENCE)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** Connect closes and stops a task also if it did not start. */
    @Test
    void canBeStoppedBeforeItStartsAndTakesNothing() {
        assertThatCode(() -> {
                    task.close(List.of(PARTITION));
                    task.stop();
                })
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> task.put(List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the task is not started");
    }

    @Test
    void isOfTheVersionOfItsConnector() {
        assertThat(task.version()).isEqualTo(new ExportSinkConnector().version());
    }

    private long committable(long read) {
        return task.preCommit(Map.of(PARTITION, new OffsetAndMetadata(read)))
                .get(PARTITION)
                .offset();
    }

    private static Object state() throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        Set<ObjectName> names = beans.queryNames(
                new ObjectName("dev.waybill.sink:type=export,connector=\"task-test\",task=0,tenant=acme,"
                        + "export=downloads,topic=\"" + Topics.SHARED_DELIVERY + "\",partition=0,*"),
                null);
        return beans.getAttribute(names.iterator().next(), "State");
    }

    private static long kafkaClients() {
        try (Stream<Thread> threads = Thread.getAllStackTraces().keySet().stream()) {
            return threads.map(Thread::getName)
                    .filter(name -> name.startsWith("kafka-producer-network-thread")
                            || name.startsWith("kafka-admin-client-thread"))
                    .count();
        }
    }
}
