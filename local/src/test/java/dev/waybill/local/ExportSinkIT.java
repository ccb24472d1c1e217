package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.cli.Main;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.ledger.DeliveryHeldBack;
import dev.waybill.ledger.DeliveryJson;
import dev.waybill.ledger.DeliveryRecord;
import dev.waybill.ledger.ObjectDelivered;
import dev.waybill.ledger.RecordParked;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink under a real Connect worker, with the settings its reference recommends. */
class ExportSinkIT {
    private static final ExportId ACME = new ExportId("acme", "downloads");
    private static final ExportId ACME_AUDIT = new ExportId("acme", "audit");
    private static final ExportId GLOBEX = new ExportId("globex", "downloads");
    private static final ExportId GLOBEX_AUDIT = new ExportId("globex", "audit");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private SinkStack stack;

    @BeforeEach
    void start() {
        stack = new SinkStack(folder);
        stack.catalog.put(ACME, stack.bucket("acme-logs", "client-logs", WriterRoles.ACME_ROLE));
        stack.catalog.put(ACME_AUDIT, stack.bucket("acme-logs", "client-logs", WriterRoles.ACME_ROLE));
        stack.catalog.put(GLOBEX, stack.bucket("globex-logs", "", WriterRoles.GLOBEX_ROLE));
        stack.catalog.put(GLOBEX_AUDIT, stack.bucket("globex-logs", "", WriterRoles.GLOBEX_ROLE));
        stack.catalog.apply();
        stack.broker.createTopic(Topics.dedicated(ACME), 1, Map.of());
        stack.broker.createTopic(Topics.SHARED_DELIVERY, 3, Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        stack.close();
    }

    @Test
    void deliversFindsNewTopicsHoldsBackAndRecovers() throws Exception {
        // Given
        for (int i = 0; i < 6; i++) {
            stack.broker.createTopic(Topics.dedicated(new ExportId("quiet-" + i, "downloads")), 1, Map.of());
        }
        EmbeddedConnect connect = stack.connect();
        connect.putConnector(SinkStack.CONNECTOR, stack.connector());

        // When: one destination works, the other one's role does not exist yet, both on one partition
        for (int i = 0; i < 5; i++) {
            stack.send(Topics.dedicated(ACME), 0, ACME, i);
            stack.send(Topics.SHARED_DELIVERY, 1, GLOBEX, i);
            stack.send(Topics.SHARED_DELIVERY, 1, ACME_AUDIT, i);
        }

        // Then: the two tasks share seven topics of one partition and one of three
        await().atMost(PATIENCE).untilAsserted(() -> {
            ConsumerGroupDescription group = stack.group();
            assertThat(group.members())
                    .extracting(member -> member.assignment().topicPartitions().size())
                    .containsExactly(5, 5);
        });

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(stack.objects("acme-logs")).hasSize(10);
            assertThat(stack.committed(Topics.dedicated(ACME), 0)).isEqualTo(5);
            assertThat(stack.committed(Topics.SHARED_DELIVERY, 1)).isZero();
            assertThat(SinkStack.attribute(GLOBEX, Topics.SHARED_DELIVERY, 1, "LastError"))
                    .isEqualTo("ROLE_REFUSED");
        });
        assertThat(stack.objects("globex-logs")).isEmpty();

        // When: a topic appears that the regular expression matches
        stack.broker.createTopic(Topics.dedicated(ACME_AUDIT), 1, Map.of());
        stack.send(Topics.dedicated(ACME_AUDIT), 0, ACME_AUDIT, 99);

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stack.committed(Topics.dedicated(ACME_AUDIT), 0))
                        .isEqualTo(1));

        // When: the role is granted
        stack.iam.putRole(WriterRoles.writer(WriterRoles.GLOBEX_ROLE, WriterRoles.GLOBEX_ID, "globex-logs/*"));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(stack.objects("globex-logs")).hasSize(5);
            assertThat(stack.committed(Topics.SHARED_DELIVERY, 1)).isEqualTo(10);
            assertThat(SinkStack.attribute(GLOBEX, Topics.SHARED_DELIVERY, 1, "State"))
                    .isEqualTo("IDLE");
        });
        assertThat(Files.readString(stack.store.bucketFolder("globex-logs").resolve(SinkStack.object(GLOBEX, 3))))
                .isEqualTo(SinkStack.content(GLOBEX, 3));
        assertThat(Files.readString(stack.store
                        .bucketFolder("acme-logs")
                        .resolve("client-logs")
                        .resolve(SinkStack.object(ACME, 4))))
                .isEqualTo(SinkStack.content(ACME, 4));
        assertThat(SinkStack.attribute(ACME_AUDIT, Topics.SHARED_DELIVERY, 1, "DeliveredObjects"))
                .as("re-reading for another export uploads nothing twice")
                .isEqualTo(5L);
        assertThat(connect.connectorStatus(SinkStack.CONNECTOR).findValuesAsText("state"))
                .as("connector and both tasks, after the rebalance for the new topic")
                .containsOnly("RUNNING");
        connect.deleteConnector(SinkStack.CONNECTOR);
    }

    @Test
    void parksWhatStaysBrokenAndDeliversItFromThere() throws Exception {
        // Given
        Map<String, String> config = stack.connector();
        config.put("topics.regex", Topics.deliveryPattern() + "|" + Topics.parkedPattern());
        config.put("parking.after.ms", "1000");
        config.put("parking.client.bootstrap.servers", stack.broker.bootstrapServers());
        EmbeddedConnect connect = stack.connect();
        connect.putConnector(SinkStack.CONNECTOR, config);

        // When
        for (int i = 0; i < 3; i++) {
            stack.send(Topics.SHARED_DELIVERY, 1, GLOBEX, i);
        }

        // Then: the shared partition goes on, the parking topic does not
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(stack.committed(Topics.SHARED_DELIVERY, 1)).isEqualTo(3);
            assertThat(SinkStack.attribute(GLOBEX, Topics.parked(GLOBEX), 0, "State"))
                    .isEqualTo("RETRYING");
        });
        assertThat(stack.objects("globex-logs")).isEmpty();

        // When
        stack.iam.putRole(WriterRoles.writer(WriterRoles.GLOBEX_ROLE, WriterRoles.GLOBEX_ID, "globex-logs/*"));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(stack.objects("globex-logs")).hasSize(3);
            assertThat(stack.committed(Topics.parked(GLOBEX), 0)).isEqualTo(3);
        });
        connect.deleteConnector(SinkStack.CONNECTOR);
    }

    /** Receipts come to a bucket after the parts before them, also where some of it was parked and some was not. */
    @Test
    void writesReceiptsInTheirOrderAndSaysWhatItDelivers() throws Exception {
        // Given
        stack.broker.createTopic(Topics.DELIVERIES, Topics.DELIVERIES_PARTITIONS, Map.of());
        Map<String, String> config = stack.connector();
        config.put("topics.regex", Topics.deliveryPattern() + "|" + Topics.parkedPattern());
        config.put("parking.after.ms", "1000");
        config.put("parking.client.bootstrap.servers", stack.broker.bootstrapServers());
        config.put("deliveries.client.bootstrap.servers", stack.broker.bootstrapServers());
        EmbeddedConnect connect = stack.connect();
        connect.putConnector(SinkStack.CONNECTOR, config);

        // When: one destination works, the other one is parked, until its role is there
        for (ExportId export : List.of(ACME, GLOBEX)) {
            stack.send(Topics.SHARED_DELIVERY, 1, export, 0);
            stack.send(Topics.SHARED_DELIVERY, 1, export, 1);
            stack.sendReceipt(Topics.SHARED_DELIVERY, 1, export, 2);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(stack.committed(Topics.SHARED_DELIVERY, 1)).isEqualTo(6));
        stack.iam.putRole(WriterRoles.writer(WriterRoles.GLOBEX_ROLE, WriterRoles.GLOBEX_ID, "globex-logs/*"));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(stack.committed(Topics.parked(GLOBEX), 0)).isEqualTo(3));
        stack.send(Topics.SHARED_DELIVERY, 1, GLOBEX, 3);
        stack.sendReceipt(Topics.SHARED_DELIVERY, 1, GLOBEX, 4);

        // Then
        try (TopicReader reader = TopicReader.committed(stack.broker.bootstrapServers(), List.of(Topics.DELIVERIES))) {
            List<DeliveryRecord> said = new ArrayList<>();
            await().atMost(PATIENCE).untilAsserted(() -> {
                for (ConsumerRecord<byte[], byte[]> record : reader.toEnd()) {
                    said.add(DeliveryJson.read(record.value()).orElseThrow());
                }
                assertThat(delivered(said, GLOBEX)).contains("_receipts/downloads/4.json");
            });
            assertThat(delivered(said, ACME))
                    .containsExactly(
                            SinkStack.object(ACME, 0), SinkStack.object(ACME, 1), "_receipts/downloads/2.json");
            assertThat(delivered(said, GLOBEX))
                    .containsSubsequence(
                            SinkStack.object(GLOBEX, 0), SinkStack.object(GLOBEX, 1), "_receipts/downloads/2.json")
                    .containsSubsequence(SinkStack.object(GLOBEX, 3), "_receipts/downloads/4.json");
            assertThat(said)
                    .filteredOn(RecordParked.class::isInstance)
                    .extracting(record -> ((RecordParked) record).object().orElseThrow())
                    .contains("_receipts/downloads/2.json", "_receipts/downloads/4.json")
                    .doesNotContain(SinkStack.object(ACME, 0));
            assertThat(said)
                    .filteredOn(DeliveryHeldBack.class::isInstance)
                    .isNotEmpty()
                    .allSatisfy(record -> assertThat(
                                    ((DeliveryHeldBack) record).trouble().reason())
                            .isEqualTo("ROLE_REFUSED"));
        }
        for (int number : List.of(2, 4)) {
            assertThat(stack.store.bucketFolder("globex-logs").resolve(SinkStack.receipt(GLOBEX, number)))
                    .hasContent(SinkStack.receiptContent(GLOBEX, number));
        }
        assertThat(stack.store.bucketFolder("acme-logs").resolve("client-logs/_receipts/downloads/2.json"))
                .hasContent(SinkStack.receiptContent(ACME, 2));
        assertThat(SinkStack.attribute(ACME, Topics.SHARED_DELIVERY, 1, "DeliveredReceipts"))
                .isEqualTo(1L);
        connect.deleteConnector(SinkStack.CONNECTOR);
    }

    private static List<String> delivered(List<DeliveryRecord> said, ExportId export) {
        return said.stream()
                .filter(ObjectDelivered.class::isInstance)
                .filter(record -> record.lane().export().equals(export))
                .map(record -> ((ObjectDelivered) record).object())
                .toList();
    }

    /** 64 exports on a store that accepts connections and never answers; calls to it would last an hour. */
    @Test
    void deliversAnotherTenantsPartsWhileADestinationHangs() throws Exception {
        try (ServerSocket hanging = new ServerSocket(0, 256, InetAddress.getLoopbackAddress())) {
            // Given
            List<ExportId> hung = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                ExportId export = new ExportId("hanging-" + i, "downloads");
                hung.add(export);
                String role = WriterRoles.ACME_ROLE + "-" + i;
                String externalId = "external-id-of-" + export.tenant();
                stack.iam.putRole(WriterRoles.writer(role, externalId, "acme-logs/*"));
                stack.catalog.externalId(export.tenant(), externalId);
                stack.catalog.put(
                        export,
                        SinkStack.bucket(
                                "acme-logs",
                                "client-logs",
                                role,
                                URI.create("http://127.0.0.1:" + hanging.getLocalPort())));
            }
            stack.catalog.apply();
            Map<String, String> config = stack.connector();
            config.put("upload.timeout.ms", "3600000");
            EmbeddedConnect connect = stack.connect();
            connect.putConnector(SinkStack.CONNECTOR, config);
            for (int i = 0; i < 2; i++) {
                for (ExportId export : hung) {
                    stack.send(Topics.SHARED_DELIVERY, 1, export, i);
                }
            }
            // Its calls fill their share of the threads.
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(SinkStack.attribute(hung.get(0), Topics.SHARED_DELIVERY, 1, "State"))
                                    .isEqualTo("DELIVERING"));

            // When: parts of another tenant come in the same partition, one after the other
            for (int i = 0; i < 5; i++) {
                int number = i;
                stack.send(Topics.SHARED_DELIVERY, 1, ACME, number);
                await().atMost(PATIENCE)
                        .until(() -> stack.objects("acme-logs").stream()
                                .anyMatch(file -> file.endsWith(SinkStack.object(ACME, number))));
            }

            // Then
            for (ExportId export : hung) {
                assertThat(SinkStack.attribute(export, Topics.SHARED_DELIVERY, 1, "FailedAttempts"))
                        .as("calls to the store that hangs go on")
                        .isEqualTo(0L);
            }
            assertThat(SinkStack.attribute(ACME, Topics.SHARED_DELIVERY, 1, "DeliveredObjects"))
                    .isEqualTo(5L);
            connect.deleteConnector(SinkStack.CONNECTOR);
        }
    }

    /** The command knows nothing of workers; the one that has the export's partition gets the record. */
    @Test
    void triesAnExportAgainWhenItIsAskedToOnWhateverWorker() throws Exception {
        // Given: two workers, and a backoff that nobody waits for
        Map<String, String> config = stack.connector();
        config.put("retry.backoff.initial.ms", "3600000");
        config.put("retry.backoff.max.ms", "3600000");
        EmbeddedConnect connect = stack.connect();
        stack.connect();
        connect.putConnector(SinkStack.CONNECTOR, config);
        for (ExportId export : List.of(GLOBEX, GLOBEX_AUDIT)) {
            stack.broker.createTopic(Topics.dedicated(export), 1, Map.of());
            stack.send(Topics.dedicated(export), 0, export, 0);
            stack.send(Topics.dedicated(export), 0, export, 1);
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (ExportId export : List.of(GLOBEX, GLOBEX_AUDIT)) {
                assertThat(SinkStack.attribute(export, Topics.dedicated(export), 0, "LastError"))
                        .isEqualTo("ROLE_REFUSED");
            }
        });
        stack.iam.putRole(WriterRoles.writer(WriterRoles.GLOBEX_ROLE, WriterRoles.GLOBEX_ID, "globex-logs/*"));

        // When
        StringWriter out = new StringWriter();
        int code = Main.execute(
                new PrintWriter(out, true),
                new PrintWriter(out, true),
                "retry",
                "globex/downloads",
                "--bootstrap",
                stack.broker.bootstrapServers());

        // Then
        assertThat(out.toString())
                .contains("asked for globex/downloads in export.globex.downloads-0 at offset 2")
                .contains("asked for globex/downloads in waybill.delivery-" + Topics.partition(GLOBEX, 3)
                        + " at offset 0")
                .doesNotContain("parked");
        assertThat(code).isZero();
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(stack.committed(Topics.dedicated(GLOBEX), 0)).isEqualTo(3));
        assertThat(stack.objects("globex-logs")).hasSize(2);
        assertThat(SinkStack.attribute(GLOBEX_AUDIT, Topics.dedicated(GLOBEX_AUDIT), 0, "FailedAttempts"))
                .as("the other export still waits")
                .isEqualTo(1L);
        connect.deleteConnector(SinkStack.CONNECTOR);
    }

    @Test
    void refusesToRetryWhatIsNotThere() throws Exception {
        StringWriter err = new StringWriter();
        String[] retry = {"retry", "globex/download", "--bootstrap", stack.broker.bootstrapServers()};

        assertThat(Main.execute(new PrintWriter(err), new PrintWriter(err, true), retry))
                .isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("tenant globex has no export \"download\" in the catalog; did you mean \"downloads\"?\n");
    }
}
