package dev.waybill.control.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.contract.ClusterException;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.control.progress.LedgerLook;
import dev.waybill.control.progress.LogLook;
import dev.waybill.control.progress.LogPositions;
import dev.waybill.ledger.AboutExport;
import dev.waybill.ledger.ExportCaughtUp;
import dev.waybill.ledger.ExportHeldBack;
import dev.waybill.ledger.LedgerEntry;
import dev.waybill.ledger.LedgerJson;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.ledger.PartitionPassed;
import dev.waybill.ledger.Stamped;
import dev.waybill.topics.Cluster;
import dev.waybill.topics.FakeClients;
import dev.waybill.topics.TopicState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What status says by the ledger: who is held back, and which partitions hold up receipts. */
class LedgerStatusTest {
    private static final Instant NOW = Instant.parse("2026-03-04T08:30:00Z");
    private static final String HOW_TO = "what has come since then waits, and so do its receipts; see"
            + " docs/how-to/put-a-held-back-export-right.md";

    private final ScenarioCatalog catalog = new ScenarioCatalog().apply("2026-03-04T04:10:00Z");
    private final FakeClients clients = new FakeClients();

    @BeforeEach
    void makeTopics() {
        clients.cluster.begins = partition -> 0;
        clients.cluster.since = partition -> 0;
        clients.cluster.members = Optional.of(1);
        clients.cluster.topics.put("export.acme.downloads", new TopicState(1, Map.of()));
        clients.cluster.topics.put("export.acme.audit", new TopicState(1, Map.of()));
        clients.cluster.topics.put(Topics.LEDGER, new TopicState(Topics.LEDGER_PARTITIONS, Map.of()));
        for (Source source : Source.values()) {
            clients.cluster.topics.put(Topics.input(source), new TopicState(2, Map.of()));
        }
    }

    @Test
    void nothingIsFoundWherePartitionsPassAndWhereTheLedgerIsNew() {
        assertThat(read().isWell()).as("nobody has written it").isTrue();
        passed(Source.DOWNLOAD, 0, 1, "08:29:57");
        passed(Source.AUDIT, 0, 1, "08:20:00");

        assertThat(read().isWell()).isTrue();
    }

    @Test
    void anExportThatTheApplicationHoldsBackIsNamedWithSinceWhenAndWhy() {
        // Given
        passed(Source.DOWNLOAD, 0, 2, "08:29:57");
        passed(Source.DOWNLOAD, 1, 2, "08:29:57");
        passed(Source.AUDIT, 0, 1, "08:29:57");
        heldBack(ScenarioCatalog.DOWNLOADS, 0, "07:10:00", "redact[0].key: another key than was meant");
        heldBack(ScenarioCatalog.DOWNLOADS, 1, "07:05:00", "redact[0].key: another key than was meant");
        heldBack(ScenarioCatalog.AUDIT, 0, "07:05:00", "redact[0].key: another key than was meant");
        append(new ExportCaughtUp(source("waybill", Source.DOWNLOAD, 0), ScenarioCatalog.AUDIT));

        // When
        StatusReport report = read();

        // Then
        assertThat(findings(report, ScenarioCatalog.DOWNLOADS))
                .containsExactly(Finding.of(
                        ExportState.HELD_BACK,
                        "held back by waybill since 2026-03-04T07:05:00Z in 2 source partitions: redact[0].key: another key"
                                + " than was meant",
                        HOW_TO));
        assertThat(findings(report, ScenarioCatalog.AUDIT)).isEmpty();
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void eachReasonIsSaid() {
        passed(Source.DOWNLOAD, 0, 1, "08:29:57");
        passed(Source.AUDIT, 0, 1, "08:29:57");
        heldBack(ScenarioCatalog.DOWNLOADS, 0, "07:10:00", "b");
        heldBack(ScenarioCatalog.DOWNLOADS, 0, "07:10:00", "c");
        heldBack(ScenarioCatalog.DOWNLOADS, 1, "07:20:00", "a");

        assertThat(findings(read(), ScenarioCatalog.DOWNLOADS))
                .extracting(Finding::what)
                .containsExactly(
                        "held back by waybill since 2026-03-04T07:20:00Z in 1 source partition: a",
                        "held back by waybill since 2026-03-04T07:10:00Z in 1 source partition: c");
    }

    @Test
    void aPartitionThatDoesNotPassIsNamedWithTheReasonAndWhoseReceiptsWait() throws IOException {
        // Given
        passed(Source.DOWNLOAD, 0, 3, "08:29:57");
        passed(Source.DOWNLOAD, 1, 3, "08:19:59");
        passed(Source.AUDIT, 0, 1, "08:29:57");
        committed(Source.DOWNLOAD, 1, 40, 47);

        // When
        StatusReport report = read();
        JsonNode json = new ObjectMapper().readTree(report.json());

        // Then
        assertThat(report.findings())
                .extracting(Finding::what)
                .containsExactly(
                        "partition 1 of the download events has passed nothing after 2026-03-04T08:19:59Z: 7 records there"
                                + " wait to be read; receipts of acme/downloads wait for it",
                        "partition 2 of the download events has said nothing for 2 h: it is not known how far it is read;"
                                + " receipts of acme/downloads wait for it");
        assertThat(report.exports())
                .allSatisfy(export -> assertThat(export.findings()).isEmpty());
        assertThat(json.at("/exports/1/receipts-wait-for").toString())
                .isEqualTo("[\"partition 1 of the download events\",\"partition 2 of the download events\"]");
        assertThat(json.at("/exports/0").has("receipts-wait-for")).isFalse();
    }

    @Test
    void whyAPartitionStandsStillIsSaidAsFarAsItCanBeSeen() {
        passed(Source.DOWNLOAD, 0, 1, "08:00:00");
        passed(Source.AUDIT, 0, 1, "08:29:57");
        committed(Source.DOWNLOAD, 0, 46, 47);
        assertThat(whole()).contains(": 1 record there waits to be read; ");
        committed(Source.DOWNLOAD, 0, 47, 47);
        assertThat(whole())
                .contains(
                        ": all of it is read, and its instance waits for the catalog or cannot prove that nothing is left;");
        clients.cluster.refusedOffsets.put("waybill", new GroupAuthorizationException("waybill"));
        clients.cluster.groupRefusal = Optional.of(new GroupAuthorizationException("waybill"));
        assertThat(whole()).contains(": it is not known how far it is read; ");
        clients.cluster.groupRefusal = Optional.empty();
        clients.cluster.members = Optional.of(0);
        assertThat(whole()).contains(": no instance of waybill runs; ");
        clients.cluster.groupRefusal = Optional.of(new TimeoutException("no answer"));
        assertThatThrownBy(this::read).isInstanceOf(ClusterException.class);
        clients.cluster.refusedOffsets.put("waybill", new TimeoutException("no answer"));
        assertThatThrownBy(this::read).isInstanceOf(ClusterException.class);
    }

    @Test
    void withRepartitionTheCopiesAreWhatIsToBeRead() {
        String copies = Topics.byTenant(Source.DOWNLOAD);
        clients.cluster.topics.put(copies, new TopicState(1, Map.of()));
        passed(Source.DOWNLOAD, 0, 1, "08:00:00");
        passed(Source.AUDIT, 0, 1, "08:29:57");
        clients.cluster.groups.put(
                "waybill",
                Map.of(
                        new TopicPartition(copies, 0),
                        new OffsetAndMetadata(5),
                        new TopicPartition(Topics.input(Source.DOWNLOAD), 0),
                        new OffsetAndMetadata(0)));
        clients.cluster.ends = partition -> partition.topic().equals(copies) ? 8 : end(partition);

        assertThat(whole()).contains(": 3 records there wait to be read; ");
    }

    @Test
    void manyExportsThatWaitAreCounted() {
        String exports = IntStream.range(0, 7)
                .mapToObj(number -> "  - { id: e%d, source: %s, receipts: %s, format: { kind: csv }, "
                                .formatted(number, number == 5 ? "audit" : "download", number == 6 ? "off" : "window")
                        + "destination: { kind: file, directory: /tmp/acme-%d } }\n".formatted(number))
                .collect(Collectors.joining());
        catalog.applyFile(
                "2026-03-04T04:20:00Z",
                "tenant: acme\nexports:\n" + exports + "  - { id: f, source: download,"
                        + " format: { kind: csv }, destination: { kind: file, directory: /tmp/f } }\n");
        passed(Source.DOWNLOAD, 0, 1, "08:00:00");
        passed(Source.AUDIT, 0, 1, "08:29:57");

        assertThat(whole())
                .endsWith("; receipts of acme/e0, acme/e1, acme/e2, acme/e3, acme/e4 and 1 more wait for it");
    }

    @Test
    void anExportOfASourceThatIsNotReadNeedsSomebody() {
        passed(Source.DOWNLOAD, 0, 1, "08:29:57");

        StatusReport report = read();

        assertThat(findings(report, ScenarioCatalog.AUDIT))
                .extracting(Finding::what)
                .containsExactly("waybill does not read audit events, so the export gets neither files nor receipts");
        assertThat(findings(report, ScenarioCatalog.DOWNLOADS)).isEmpty();
    }

    @Test
    void anApplicationThatSaysNothingNeedsSomebody() {
        append(new PartitionPassed(
                source("another", Source.DOWNLOAD, 0), 1, NOW, Instant.EPOCH, Stamped.BROKER, false));

        assertThat(read().findings())
                .containsExactly(
                        new Finding(
                                "the ledger has nothing of waybill from the last 2 h",
                                "see /readyz and the log of its instances; if it has another id, name it with --application-id"));
        clients.cluster.members = Optional.empty();
        assertThat(read().findings())
                .extracting(Finding::advice)
                .containsExactly(
                        "no instance of it runs: start it; if it has another id, name it with --application-id");
    }

    @Test
    void aLedgerThatDoesNotAnswerIsAnOpenQuestion() {
        passed(Source.DOWNLOAD, 0, 1, "08:00:00");
        clients.cluster.ends = partition -> partition.topic().equals(Topics.LEDGER) ? 99 : 0;

        assertThat(read().findings())
                .extracting(Finding::what)
                .containsExactly(
                        "the ledger could not be read to its end in time, so it is not known what the application"
                                + " holds back");
    }

    @Test
    void exportsThatHaveEndedWaitForNothing() {
        catalog.apply("2026-03-04T06:10:00Z", "enabled: false");
        passed(Source.DOWNLOAD, 0, 1, "08:00:00");

        StatusReport report = read();

        assertThat(report.exports()).hasSize(2);
        assertThat(report.isWell()).isTrue();
    }

    private String whole() {
        return read().findings().stream().map(Finding::what).collect(Collectors.joining("\n"));
    }

    private static List<Finding> findings(StatusReport report, ExportId export) {
        return report.exports().stream()
                .filter(status -> status.id().equals(export))
                .flatMap(status -> status.findings().stream())
                .toList();
    }

    private static LedgerSource source(String application, Source source, int partition) {
        return new LedgerSource(application, source, partition);
    }

    private void passed(Source source, int partition, int partitions, String through) {
        append(new PartitionPassed(
                source("waybill", source, partition), partitions, at(through), Instant.EPOCH, Stamped.BROKER, false));
    }

    private void heldBack(ExportId export, int partition, String since, String why) {
        append(new ExportHeldBack(source("waybill", Source.DOWNLOAD, partition), export, at(since), why));
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-04T" + time + "Z");
    }

    private void append(LedgerEntry entry) {
        if (entry instanceof AboutExport about) {
            append(entry, about.export().toString(), Topics.partition(about.export(), Topics.LEDGER_PARTITIONS));
        } else {
            for (int partition = 0; partition < Topics.LEDGER_PARTITIONS; partition++) {
                append(entry, null, partition);
            }
        }
    }

    private void append(LedgerEntry entry, String key, int partition) {
        clients.log.append(new ProducerRecord<>(
                Topics.LEDGER,
                partition,
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                LedgerJson.write(entry)));
    }

    private void committed(Source source, int partition, long offset, long end) {
        TopicPartition input = new TopicPartition(Topics.input(source), partition);
        clients.cluster.groups.put("waybill", Map.of(input, new OffsetAndMetadata(offset)));
        clients.cluster.ends = other -> other.equals(input) ? end : end(other);
    }

    private long end(TopicPartition partition) {
        return clients.log.records(partition).size();
    }

    private StatusReport read() {
        LogPositions positions = new LogPositions(clients.cluster.admin());
        long[] seconds = new long[1];
        LogLook look = new LogLook(
                clients.consumer(Map.of()),
                () -> Duration.ofSeconds(seconds[0]++).toNanos(),
                Duration.ofSeconds(5));
        return new StatusReader(
                        new Cluster(clients.cluster.admin()),
                        positions,
                        look,
                        new LedgerLook(positions, look),
                        "waybill")
                .read(catalog.snapshot(), PauseScope.ofTenant("acme"), Optional.empty(), NOW);
    }
}
