package dev.waybill.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartHeaders;
import dev.waybill.contract.Topics;
import dev.waybill.sink.fake.FakeCatalog;
import dev.waybill.sink.fake.FakeContext;
import dev.waybill.sink.fake.HangingServer;
import dev.waybill.sink.fake.RecordingServer;
import dev.waybill.sink.fake.Records;
import dev.waybill.sink.fake.S3DestinationBuilder;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole task against real sockets. Calls that hang would do so for an hour: whatever arrives has arrived before any of
 * them ended.
 */
class HangingDestinationTest {
    private static final ExportId HEALTHY = new ExportId("healthy", "downloads");
    private static final int EXPORTS = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RecordingServer store = new RecordingServer();
    private final List<HangingServer> hanging = new ArrayList<>();
    private final FakeCatalog catalog = new FakeCatalog();
    private final List<SinkRecord> records = new ArrayList<>();
    private final Map<String, String> config = new HashMap<>();
    private final FakeContext context = new FakeContext();
    private String healthyVersion = "";
    private final ExportSinkTask task = new ExportSinkTask(client -> catalog);

    @BeforeEach
    void configure() {
        config.put("name", "hanging");
        config.put("catalog.client.bootstrap.servers", "nowhere:9092");
        config.put("upload.timeout.ms", "3600000");
        config.put("aws.access.key.id", "AKPLATFORM");
        config.put("aws.secret.access.key", "platform-secret");
        config.put("credentials.static.access.key", "AKSTATIC");
        config.put("credentials.static.secret.key", "static-secret");
    }

    @AfterEach
    void close() {
        task.stop();
        hanging.forEach(HangingServer::close);
        store.close();
    }

    @ParameterizedTest
    @CsvSource({"SILENT, 1", "SILENT, 5", "DRIPPING_HEADERS, 5", "DRIPPING_BODY, 5", "DRIPPING_ERROR, 5"})
    void anotherTenantsPartArrivesWhileStoresHang(HangingServer.Manner manner, int stores) throws Exception {
        // Given
        for (int i = 0; i < stores; i++) {
            HangingServer server = hangingServer(manner);
            for (int export = 0; export < EXPORTS; export++) {
                add(new ExportId("tenant-" + i, "export-" + export), server.uri(), "static");
            }
        }

        // When
        start();
        await().atMost(PATIENCE).until(() -> hanging.stream().allMatch(server -> server.connections() > 0));
        deliverHealthy();

        // Then
        assertThat(failedAttempts()).isZero();
        task.stop();
        await().atMost(PATIENCE)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("waybill-upload-")));
    }

    @Test
    void anotherTenantsPartArrivesWhileStsHangs() throws Exception {
        // Given: their stores, and the endpoint of the one that works, are the same
        HangingServer sts = hangingServer(HangingServer.Manner.SILENT);
        config.put("sts.endpoint", sts.uri().toString());
        for (int export = 0; export < EXPORTS; export++) {
            add(new ExportId("tenant-" + export, "downloads"), store.uri(), null);
        }

        // When
        start();
        await().atMost(PATIENCE).until(() -> sts.connections() > 0);
        deliverHealthy();

        // Then
        assertThat(failedAttempts()).isZero();
    }

    private HangingServer hangingServer(HangingServer.Manner manner) {
        HangingServer server = new HangingServer(manner);
        hanging.add(server);
        return server;
    }

    /** An export with two parts on the shared topic; with a role unless it has static keys. */
    private void add(ExportId export, URI endpoint, @Nullable String keys) {
        S3DestinationBuilder destination = new S3DestinationBuilder();
        destination.endpoint = endpoint;
        if (keys != null) {
            destination.role = null;
            destination.credentials = keys;
        }
        String version = catalog.put(export, destination.build());
        records.add(part(export, version, records.size()));
        records.add(part(export, version, records.size()));
    }

    /** Puts what hangs, as many records at a time as Connect does. */
    private void start() {
        S3DestinationBuilder healthy = new S3DestinationBuilder();
        healthy.endpoint = store.uri();
        healthy.role = null;
        healthy.credentials = "static";
        healthyVersion = catalog.put(HEALTHY, healthy.build());
        task.initialize(context);
        task.start(config);
        for (int from = 0; from < records.size(); from += 16) {
            task.put(records.subList(from, Math.min(from + 16, records.size())));
        }
    }

    private static SinkRecord part(ExportId export, String version, long offset) {
        byte[] content = new byte[100_000];
        Map<String, Object> headers = Records.headers(export, Records.objectName(export, offset), content);
        headers.put(PartHeaders.CONFIG_VERSION, Records.bytes(version));
        return Records.record(Topics.SHARED_DELIVERY, offset, headers, content);
    }

    private void deliverHealthy() {
        task.put(List.of(Records.part(Topics.SHARED_DELIVERY, HEALTHY, records.size(), healthyVersion)));
        await().atMost(PATIENCE)
                .until(() -> store.requests.stream()
                        .anyMatch(request -> request.path().endsWith(Records.objectName(HEALTHY, records.size()))));
    }

    private static long failedAttempts() throws Exception {
        var server = ManagementFactory.getPlatformMBeanServer();
        long failed = 0;
        for (ObjectName backlog :
                server.queryNames(new ObjectName("dev.waybill.sink:type=export,connector=\"hanging\",*"), null)) {
            failed += (Long) server.getAttribute(backlog, "FailedAttempts");
        }
        return failed;
    }
}
