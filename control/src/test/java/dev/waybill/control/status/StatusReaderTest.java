package dev.waybill.control.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.control.Parts;
import dev.waybill.control.connect.ConnectorState;
import dev.waybill.control.progress.LedgerLook;
import dev.waybill.control.progress.LogLook;
import dev.waybill.control.progress.LogPositions;
import dev.waybill.ledger.BatchOpened;
import dev.waybill.ledger.LedgerBatch;
import dev.waybill.ledger.LedgerJson;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.topics.Cluster;
import dev.waybill.topics.FakeClients;
import dev.waybill.topics.TopicState;
import dev.waybill.window.Window;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusReaderTest {
    private static final Instant NOW = Instant.parse("2026-03-04T08:30:00Z");
    private static final TopicPartition OWN = new TopicPartition("export.acme.downloads", 0);
    private static final TopicPartition AUDIT = new TopicPartition("export.acme.audit", 0);
    private static final PauseScope ACME = PauseScope.ofTenant("acme");

    private final ScenarioCatalog catalog = new ScenarioCatalog().apply("2026-03-04T04:10:00Z");
    private final FakeClients clients = new FakeClients();
    private final AtomicLong nanos = new AtomicLong();

    @BeforeEach
    void makeTopics() {
        clients.cluster.begins = partition -> 0;
        clients.cluster.topics.put(OWN.topic(), new TopicState(1, Map.of("retention.ms", "604800000")));
        clients.cluster.topics.put(AUDIT.topic(), new TopicState(1, Map.of()));
    }

    @Test
    void saysHowFarAnExportIsDeliveredAndWhenTheRestIsLost() throws IOException {
        // Given
        part(ScenarioCatalog.DOWNLOADS, OWN, "2026-03-04T06:10:00Z");
        part(ScenarioCatalog.DOWNLOADS, OWN, "2026-03-04T07:40:00Z");
        part(ScenarioCatalog.DOWNLOADS, OWN, "2026-03-04T08:10:00Z");
        delivered("waybill-sink", OWN, 1);
        clients.cluster.sizes.put(1, Map.of(OWN, 300L));

        // When
        StatusReport report = read(PauseScope.of(ScenarioCatalog.DOWNLOADS));
        JsonNode export = new ObjectMapper().readTree(report.json()).at("/exports/0");

        // Then
        assertThat(report.isWell()).isTrue();
        assertThat(report.exports()).extracting(ExportStatus::id).containsExactly(ScenarioCatalog.DOWNLOADS);
        assertThat(export.at("/last-part/written").asText()).isEqualTo("2026-03-04T08:10:00Z");
        assertThat(export.at("/last-part/window-start").asText()).isEqualTo("2026-03-04T05:00:00Z");
        assertThat(export.at("/last-part/window-end").asText()).isEqualTo("2026-03-04T06:00:00Z");
        assertThat(export.at("/last-part/bytes").asInt()).isEqualTo(10);
        assertThat(export.at("/delivery/0").toString())
                .isEqualTo("{\"topic\":\"export.acme.downloads\",\"partition\":0,\"shared\":false,"
                        + "\"connector\":\"waybill-sink\",\"end\":3,\"committed\":1,\"undelivered-at-most\":2,"
                        + "\"undelivered-bytes-about\":200,\"undelivered-since\":\"2026-03-04T07:40:00Z\","
                        + "\"loss-in\":\"PT164H36M7S\",\"loss-by\":\"retention.ms\",\"lost\":0}");
    }

    @Test
    void saysWhichWindowsOfOneExportAreOpen() throws IOException {
        // Given
        clients.cluster.since = partition -> 0;
        clients.cluster.topics.put(Topics.LEDGER, new TopicState(Topics.LEDGER_PARTITIONS, Map.of()));
        StatusReport none = read(PauseScope.of(ScenarioCatalog.DOWNLOADS));
        opened("2026-03-04T07:00:00Z");
        opened("2026-03-04T08:00:00Z");

        // When
        StatusReport report = read(PauseScope.of(ScenarioCatalog.DOWNLOADS));

        // Then
        assertThat(new StatusTable(none, 50).text()).contains("  windows that are open: none\n");
        assertThat(new StatusTable(report, 50).text())
                .contains("  windows that are open: 2, from 2026-03-04T07:00:00Z to 2026-03-04T09:00:00Z\n");
        assertThat(new ObjectMapper()
                        .readTree(report.json())
                        .at("/exports/0/open/1")
                        .toString())
                .isEqualTo("{\"start\":\"2026-03-04T08:00:00Z\",\"end\":\"2026-03-04T09:00:00Z\"}");
        assertThat(read(ACME).exports()).extracting(ExportStatus::open).containsOnly(Optional.empty());
    }

    private void opened(String start) {
        Instant begin = Instant.parse(start);
        Window window = new Window(begin, begin.plus(Duration.ofHours(1)));
        LedgerSource source = new LedgerSource("waybill", Source.DOWNLOAD, 0);
        LedgerBatch batch = new LedgerBatch(ScenarioCatalog.DOWNLOADS, window, Optional.empty());
        clients.log.append(new ProducerRecord<>(
                Topics.LEDGER,
                Topics.partition(ScenarioCatalog.DOWNLOADS, Topics.LEDGER_PARTITIONS),
                ScenarioCatalog.DOWNLOADS.toString().getBytes(StandardCharsets.UTF_8),
                LedgerJson.write(new BatchOpened(source, batch, "5b89a8131b01", window.end()))));
    }

    @Test
    void whereEverythingIsDeliveredNobodyAsksForSizes() {
        // Given
        part(ScenarioCatalog.DOWNLOADS, OWN, "2026-03-04T06:10:00Z");
        delivered("waybill-sink", OWN, 1);
        clients.cluster.sizesRefusal = Optional.of(new IllegalStateException("was asked for sizes"));
        clients.cluster.sizes.put(1, Map.of(OWN, 100L));

        // When
        StatusReport report = read(ACME);

        // Then
        assertThat(report.isWell()).isTrue();
        assertThat(lane(report, ScenarioCatalog.DOWNLOADS).content())
                .containsEntry("undelivered-at-most", 0L)
                .doesNotContainKeys("undelivered-bytes-about", "undelivered-since", "loss-in");
    }

    @Test
    void aPartitionThatDoesNotAnswerIsAnOpenQuestion() {
        // Given
        part(ScenarioCatalog.DOWNLOADS, OWN, "2026-03-04T06:10:00Z");
        delivered("waybill-sink", OWN, 1);
        clients.cluster.ends = partition -> partition.equals(OWN) ? 2 : 0;

        // When
        StatusReport report = read(ACME);

        // Then
        assertThat(lane(report, ScenarioCatalog.DOWNLOADS).content())
                .containsEntry("end", 2L)
                .doesNotContainKey("undelivered-at-most");
        assertThat(new StatusTable(report, 50).text().lines().filter(line -> line.startsWith("acme/downloads ")))
                .singleElement()
                .asString()
                .endsWith("  ?            -");
    }

    @Test
    void onTheSharedTopicItLooksAtTheExportsPartition() {
        // Given
        catalog.apply("2026-03-04T04:20:00Z", "delivery: shared");
        clients.cluster.topics.put(Topics.SHARED_DELIVERY, new TopicState(12, Map.of()));
        TopicPartition shared =
                new TopicPartition(Topics.SHARED_DELIVERY, Topics.partition(ScenarioCatalog.DOWNLOADS, 12));
        part(new ExportId("globex", "downloads"), shared, "2026-03-04T06:10:00Z");
        part(ScenarioCatalog.DOWNLOADS, shared, "2026-03-04T08:10:00Z");

        // When
        StatusReport report = read(PauseScope.of(ScenarioCatalog.DOWNLOADS));

        // Then
        assertThat(report.exports().get(0).lanes())
                .extracting(LaneStatus::partition)
                .contains(shared);
        assertThat(report.exports().get(0).lastPart().orElseThrow().offset()).isEqualTo(1);
        assertThat(report.isWell()).as("the late part is another export's").isTrue();
        assertThat(new StatusTable(report, 50).text())
                .contains(
                        "  " + shared + ": end 2, connector waybill-sink has committed nothing (with other exports)\n");
    }

    @Test
    void aTopicThatIsMissingNeedsSomebody() {
        // Given
        clients.cluster.topics.clear();

        // When
        StatusReport report = read(PauseScope.EVERYTHING);

        // Then
        assertThat(report.exports())
                .hasSize(2)
                .allSatisfy(export -> assertThat(export.lanes()).isEmpty())
                .allSatisfy(export -> assertThat(export.findings())
                        .extracting(Finding::what)
                        .containsExactly("its topic export.acme." + export.id().export()
                                + " does not exist, so its parts wait in state"));
        assertThat(new StatusTable(report, 50).text().lines().filter(line -> line.contains("  blocked  ")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).endsWith("  ?            -"));
    }

    @Test
    void whatHasEndedIsShownOnlyWhereItsTenantIsNamed() {
        // Given
        catalog.apply("2026-03-04T06:10:00Z", "enabled: false");

        // When
        StatusReport all = read(PauseScope.EVERYTHING);
        StatusReport acme = read(ACME);

        // Then
        assertThat(all.exports()).isEmpty();
        assertThat(new StatusTable(all, 50).text()).isEqualTo("0 exports of 0 tenants: 0 need somebody, 0 paused\n");
        assertThat(acme.exports()).hasSize(2);
        assertThat(new StatusTable(acme, 50).text()).contains("acme/audit      ended  ");
    }

    @Test
    void whatWasTakenBackBeforeItBeganWasNoExport() {
        // Given
        catalog.apply("2026-03-04T04:20:00Z", "enabled: false");

        // Then
        assertThat(read(ACME).exports()).isEmpty();
    }

    @Test
    void showsTheConnectorsThatDeliverTheseExportsAndNoOthers() {
        // Given
        ConnectorState running = new ConnectorState("RUNNING", 1, true, List.of());

        // When
        StatusReport report = read(ACME, Optional.of(Map.of("waybill-sink", running, "jdbc", running)));

        // Then
        assertThat(report.connectors().orElseThrow()).containsOnlyKeys("waybill-sink");
        assertThat(report.json()).contains("\"connectors\"").doesNotContain("jdbc");
    }

    @Test
    void aFaultOfTheCatalogConcernsItsTenantOnly() {
        // Given
        catalog.broken("2026-03-04T05:00:00Z", "globex");
        catalog.broken("2026-03-04T05:00:00Z", "acme/downloads/pause");
        catalog.broken("2026-03-04T05:00:00Z", "acme");

        // When
        StatusReport acme = read(ACME);
        StatusReport all = read(PauseScope.EVERYTHING);

        // Then
        assertThat(acme.findings())
                .extracting(Finding::what)
                .hasSize(2)
                .anyMatch(what -> what.contains("record acme/downloads/pause "))
                .anyMatch(what -> what.contains("record acme "));
        assertThat(all.findings()).hasSize(3);
        assertThat(all.isWell()).isFalse();
        assertThat(new StatusTable(all, 50).text())
                .startsWith("! the catalog's record ")
                .contains("update the programs that read it, or write it again with ./waybill apply\n");
    }

    @Test
    void aFaultOfWhatAllShareConcernsEveryTenant() {
        // Given
        catalog.broken("2026-03-04T05:00:00Z", "_settings");

        // Then
        assertThat(read(ACME).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("_settings"));
    }

    @Test
    void aCatalogWithoutSettingsDecidesNothing() {
        // When
        StatusReport report = reader().read(CatalogSnapshot.EMPTY, PauseScope.EVERYTHING, Optional.empty(), NOW);

        // Then
        assertThat(report.isWell()).isFalse();
        assertThat(report.findings())
                .extracting(Finding::what)
                .containsExactly("the catalog has no settings: no event can be decided, everything waits");
    }

    @Test
    void ofManyExportsTheNewestPartsAreNotLookedFor() {
        // Given
        String exports = IntStream.rangeClosed(0, StatusReader.PARTS_OF)
                .mapToObj(number -> "  - { id: e%d, source: download, format: { kind: csv }, ".formatted(number)
                        + "destination: { kind: file, directory: /tmp/acme-%d } }\n".formatted(number))
                .collect(Collectors.joining());
        catalog.applyFile("2026-03-04T04:20:00Z", "tenant: acme\nexports:\n" + exports);
        TopicPartition partition = new TopicPartition("export.acme.e0", 0);
        clients.cluster.topics.put(partition.topic(), new TopicState(1, Map.of()));
        part(new ExportId("acme", "e0"), partition, "2026-03-04T08:10:00Z");

        // When
        StatusReport all = read(PauseScope.EVERYTHING);
        StatusReport one = read(PauseScope.of(new ExportId("acme", "e0")));

        // Then
        assertThat(all.exports())
                .allSatisfy(export -> assertThat(export.lastPart()).isEmpty());
        assertThat(new StatusTable(all, 1).text()).endsWith("; name a tenant to see last windows\n");
        assertThat(one.exports().get(0).lastPart()).isPresent();
    }

    private void part(ExportId export, TopicPartition partition, String writtenAt) {
        clients.log.append(Parts.of(export, partition, writtenAt));
    }

    private void delivered(String connector, TopicPartition partition, long offset) {
        clients.cluster.groups.put("connect-" + connector, Map.of(partition, new OffsetAndMetadata(offset)));
    }

    private static LaneStatus lane(StatusReport report, ExportId export) {
        return report.exports().stream()
                .filter(status -> status.id().equals(export))
                .flatMap(status -> status.lanes().stream())
                .findFirst()
                .orElseThrow();
    }

    private StatusReport read(PauseScope scope) {
        return read(scope, Optional.empty());
    }

    private StatusReport read(PauseScope scope, Optional<Map<String, ConnectorState>> connectors) {
        return reader().read(catalog.snapshot(), scope, connectors, NOW);
    }

    private StatusReader reader() {
        LogPositions positions = new LogPositions(clients.cluster.admin());
        LogLook look = new LogLook(
                clients.consumer(Map.of()),
                () -> nanos.addAndGet(Duration.ofSeconds(1).toNanos()),
                Duration.ofSeconds(5));
        return new StatusReader(
                new Cluster(clients.cluster.admin()), positions, look, new LedgerLook(positions, look), "waybill");
    }
}
