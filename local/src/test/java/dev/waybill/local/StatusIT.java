package dev.waybill.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.cli.Main;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.GroupNames;
import dev.waybill.contract.PartHeaders;
import dev.waybill.contract.PartKind;
import dev.waybill.contract.Topics;
import dev.waybill.ledger.DeliveryHeldBack;
import dev.waybill.ledger.DeliveryJson;
import dev.waybill.ledger.DeliveryLane;
import dev.waybill.ledger.DeliveryRecord;
import dev.waybill.ledger.DeliveryTrouble;
import dev.waybill.ledger.ObjectDelivered;
import dev.waybill.spec.SpecReader;
import dev.waybill.window.Window;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code status} against a broker: topics that are written and delivered as Streams and a sink do. */
class StatusIT {
    private static final ExportId DOWNLOADS = new ExportId("acme", "downloads");
    private static final ExportId SHARED = new ExportId("acme", "shared");
    private static final ExportId QUIET = new ExportId("globex", "quiet");
    private static final TopicPartition OWN = new TopicPartition(Topics.dedicated(DOWNLOADS), 0);
    private static final TopicPartition DELIVERY = new TopicPartition(Topics.SHARED_DELIVERY, 0);

    @TempDir
    Path folder;

    private EmbeddedBroker broker;
    private Admin admin;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"));
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        Path specs = Files.createDirectory(folder.resolve("tenants"));
        write(specs, "acme", "downloads", "dedicated", "shared", "shared");
        write(specs, "globex", "quiet", "shared");
        assertThat(waybill(
                                "topics",
                                "--tenants",
                                specs.toString(),
                                "--replication-factor=1",
                                "--min-insync-replicas=1",
                                "--input-partitions=1",
                                "--shared-partitions=1",
                                "--input-timestamps=CREATE_TIME")
                        .code())
                .isZero();
        LocalCatalog.apply(
                broker.bootstrapServers(),
                SpecReader.read(specs),
                Optional.of(Instant.now().minus(Duration.ofDays(1))));
    }

    @AfterEach
    void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void saysWhatWasWrittenLastAndWhatIsNotDelivered() throws Exception {
        // Given
        Instant written = Instant.now();
        emit(DOWNLOADS, OWN, "2026-03-04T05:00:00Z", written);
        emit(DOWNLOADS, OWN, "2026-03-04T06:00:00Z", written);
        emit(SHARED, DELIVERY, "2026-03-04T06:00:00Z", written);
        commit(Map.of(OWN, 1L, DELIVERY, 1L));

        // When
        JsonNode acme = json(waybill("status", "acme", "--json"));
        JsonNode globex = json(waybill("status", "globex", "--json"));

        // Then
        JsonNode downloads = acme.path("exports").get(0);
        assertThat(downloads.at("/last-part/window-start").asText()).isEqualTo("2026-03-04T06:00:00Z");
        assertThat(downloads.at("/last-part/window-end").asText()).isEqualTo("2026-03-04T07:00:00Z");
        JsonNode own = downloads.at("/delivery/0");
        assertThat(own.path("committed").asLong()).isEqualTo(1);
        assertThat(own.path("end").asLong())
                .as("two parts and two ends of transactions")
                .isEqualTo(4);
        assertThat(own.path("undelivered-at-most").asLong()).isEqualTo(2);
        assertThat(own.path("undelivered-bytes-about").asLong()).isPositive();
        assertThat(own.path("undelivered-since").asText()).isEqualTo(written.toString());
        JsonNode shared = acme.path("exports").get(1);
        assertThat(shared.at("/last-part/window-start").asText()).isEqualTo("2026-03-04T06:00:00Z");
        assertThat(shared.at("/delivery/0/undelivered-at-most").asLong())
                .as("only the end of a transaction follows")
                .isZero();
        assertThat(acme.path("well").asBoolean()).isTrue();
        assertThat(globex.at("/exports/0/last-part").isMissingNode())
                .as("parts of others are none of its")
                .isTrue();
    }

    @Test
    void saysWhatIsNotDeliveredForTooLongUnlessItIsPaused() throws Exception {
        // Given
        Instant written = Instant.now().minus(Duration.ofHours(2));
        emit(DOWNLOADS, OWN, "2026-03-04T05:00:00Z", written);

        // When
        Ended late = waybill("status", "acme", "downloads");
        waybill("pause", "acme/downloads", "--why", "test");
        Ended paused = waybill("status", "acme", "downloads");

        // Then
        assertThat(late.code()).isEqualTo(1);
        assertThat(late.out())
                .contains(" late ")
                .contains("! acme/downloads: not delivered since " + written + ": the part at export.acme.downloads-0"
                        + " offset 0; connector waybill-sink has never delivered from it: does it run, and read this"
                        + " topic?");
        assertThat(paused.code()).as(paused.out()).isZero();
        assertThat(paused.out()).contains("  acme/downloads: paused: acme/downloads since ");
    }

    @Test
    void saysWhatRetentionHasRemovedAndWillRemoveBeforeItIsDelivered() throws Exception {
        // Given
        Instant now = Instant.now();
        for (int i = 0; i < 3; i++) {
            emit(DOWNLOADS, OWN, "2026-03-04T05:00:00Z", now);
        }
        commit(Map.of(OWN, 1L));
        admin.deleteRecords(Map.of(OWN, RecordsToDelete.beforeOffset(4))).all().get();
        emit(SHARED, DELIVERY, "2026-03-04T06:00:00Z", now);
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, DELIVERY.topic()),
                        List.of(new AlterConfigOp(
                                new ConfigEntry("retention.ms", "3600000"), AlterConfigOp.OpType.SET))))
                .all()
                .get();

        // When
        Ended status = waybill("status", "acme");

        // Then
        assertThat(status.code()).isEqualTo(1);
        assertThat(status.out())
                .contains("! acme/downloads: retention has removed 3 records of export.acme.downloads-0 that were not"
                        + " delivered; ")
                .containsPattern(
                        "! acme/shared: in about (59|1 h)[ min]* retention.ms of waybill.delivery removes what is"
                                + " not delivered; ");
    }

    @Test
    void saysWhatTheSinkHasSaidLast() throws Exception {
        // Given
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        DeliveryLane lane = new DeliveryLane(DOWNLOADS, OWN.topic(), 0, "file:///tmp/acme-downloads/", "0a1b2c3d");
        Window window = new Window(Instant.parse("2026-03-04T05:00:00Z"), Instant.parse("2026-03-04T06:00:00Z"));
        say(new ObjectDelivered(
                lane, now, PartKind.PART, "a.csv", 5, "ab".repeat(32), Optional.of(window), "5b89a8131b01"));
        say(new DeliveryHeldBack(
                lane,
                now,
                now.minusSeconds(60),
                new DeliveryTrouble("DISK", "NoSuchFileException", "the file cannot be written: check it"),
                Optional.empty()));

        // When
        Ended text = waybill("status", "acme", "downloads");
        JsonNode json = json(waybill("status", "acme", "--json"));

        // Then
        assertThat(text.code()).isEqualTo(1);
        assertThat(text.out())
                .contains("! acme/downloads: held back since " + now.minusSeconds(60)
                        + " on the way to file:///tmp/acme-downloads/: DISK (NoSuchFileException); the file cannot be"
                        + " written: check it")
                .contains("delivered last: a.csv, 5 bytes, at " + now);
        assertThat(json.at("/exports/0/deliveries/last/object").asText()).isEqualTo("a.csv");
        assertThat(json.at("/exports/0/deliveries/held-back/0/reason").asText()).isEqualTo("DISK");
        assertThat(json.at("/exports/1/deliveries").isMissingNode())
                .as("nothing was said of the other export")
                .isTrue();
    }

    private void say(DeliveryRecord record) throws Exception {
        ExportId export = record.lane().export();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            Topics.DELIVERIES,
                            Topics.partition(export, Topics.DELIVERIES_PARTITIONS),
                            export.toString().getBytes(UTF_8),
                            DeliveryJson.write(record)))
                    .get();
        }
    }

    private void emit(ExportId export, TopicPartition partition, String window, Instant written) throws Exception {
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "status-it");
        Map<String, String> headers = Map.of(
                PartHeaders.TENANT, export.tenant(),
                PartHeaders.EXPORT, export.export(),
                PartHeaders.KIND, "part",
                PartHeaders.WINDOW_START, window,
                PartHeaders.WINDOW_END,
                        Instant.parse(window).plus(Duration.ofHours(1)).toString(),
                PartHeaders.WRITTEN_AT, written.toString());
        ProducerRecord<byte[], byte[]> part = new ProducerRecord<>(
                partition.topic(),
                partition.partition(),
                Instant.parse(window).toEpochMilli(),
                null,
                "a part".getBytes(UTF_8));
        headers.forEach((name, value) -> part.headers().add(name, value.getBytes(UTF_8)));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(part).get();
            producer.commitTransaction();
        }
    }

    private void commit(Map<TopicPartition, Long> offsets) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        offsets.forEach((partition, offset) -> committed.put(partition, new OffsetAndMetadata(offset)));
        admin.alterConsumerGroupOffsets(GroupNames.ofConnector("waybill-sink"), committed)
                .all()
                .get();
    }

    /** @param exports their ids and deliveries, one after the other */
    private static void write(Path specs, String tenant, String... exports) throws IOException {
        StringBuilder yaml = new StringBuilder("tenant: " + tenant + "\nexports:\n");
        for (int i = 0; i < exports.length; i += 2) {
            yaml.append("""
                      - id: %s
                        source: download
                        delivery: %s
                        format: { kind: csv }
                        destination: { kind: file, directory: /tmp/%s-%s }
                    """.formatted(exports[i], exports[i + 1], tenant, exports[i]));
        }
        Files.writeString(specs.resolve(tenant + ".yaml"), yaml);
    }

    private static JsonNode json(Ended ended) throws IOException {
        return new ObjectMapper().readTree(ended.out());
    }

    private record Ended(int code, String out) {}

    private Ended waybill(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bootstrap", broker.bootstrapServers()));
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out, true);
        int code = Main.execute(printer, printer, all.toArray(String[]::new));
        return new Ended(code, out.toString());
    }
}
