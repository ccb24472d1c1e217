package dev.waybill.control.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.catalog.plan.TrimEvidence;
import dev.waybill.catalog.topic.ReadPoint;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.control.Parts;
import dev.waybill.ledger.AboutExport;
import dev.waybill.ledger.BatchOpened;
import dev.waybill.ledger.LedgerBatch;
import dev.waybill.ledger.LedgerJson;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.ledger.PartitionPassed;
import dev.waybill.ledger.Stamped;
import dev.waybill.topics.FakeClients;
import dev.waybill.topics.TopicState;
import dev.waybill.window.Window;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaTargetClusterTest {
    private final FakeClients clients = new FakeClients();
    private final KafkaTargetCluster cluster = KafkaTargetCluster.open(clients, Map.of(), "waybill");

    @TempDir
    Path root;

    private Folder folder;

    private static final ExportId DOWNLOADS = new ExportId("acme", "downloads");
    private static final Window WINDOW =
            new Window(Instant.parse("2026-03-04T05:00:00Z"), Instant.parse("2026-03-04T06:00:00Z"));

    @BeforeEach
    void makeFolder() {
        folder = new Folder(root).tenant("acme");
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aClusterWithoutACatalogHasNothing() {
        assertThat(cluster.catalog()).isEqualTo(ReadPoint.NOTHING);
        assertThat(applier().plan(folder.request()).state()).isEqualTo(ApplyState.PLANNED);
        assertThat(clients.cluster.changes).isEmpty();
    }

    @Test
    void whatIsAppliedIsReadBackAndNotDoneAgain() {
        // When
        ApplyResult first = applier().apply(folder.request());
        int records = clients.log.records(Topics.CATALOG).size();
        ApplyResult second = applier().apply(folder.request());

        // Then
        assertThat(first.state()).isEqualTo(ApplyState.APPLIED);
        assertThat(first.plan().at()).isEqualTo(clients.log.now);
        assertThat(cluster.catalog().snapshot().tenantIds()).containsExactly("acme");
        assertThat(clients.cluster.topics).containsKeys(Topics.CATALOG, "export.acme.downloads");
        assertThat(second.state()).isEqualTo(ApplyState.NOTHING_TO_DO);
        assertThat(clients.log.records(Topics.CATALOG)).hasSize(records);
    }

    @Test
    void aSecondLookGoesOnWhereTheFirstHasEndedAndSeesWhatIsNew() {
        // Given
        applier().apply(folder.request());
        cluster.catalog();
        int clientsOfTheFirst = clients.settings.size();

        // When
        boolean isThereBefore = cluster.catalog().snapshot().tenant("globex").isPresent();
        int clientsOfTheSecond = clients.settings.size();
        try (KafkaTargetCluster other = KafkaTargetCluster.open(clients, Map.of(), "waybill")) {
            new Applier(other, Clock.systemUTC(), Progress.NONE)
                    .apply(folder.tenant("globex").request());
        }

        // Then
        assertThat(isThereBefore).isFalse();
        assertThat(clientsOfTheSecond).as("no reader was made").isEqualTo(clientsOfTheFirst);
        assertThat(cluster.catalog().snapshot().tenant("globex")).isPresent();
    }

    @Test
    void readingBeginsWhereTheInputDoesAndNotAtTheEndOfIt() {
        // Given
        applier().apply(folder.request());
        TopicPartition lost = new TopicPartition("download-events", 1);
        clients.cluster.committed.remove(lost);

        // When
        ApplyResult plan = applier().plan(folder.request());
        ApplyResult applied = applier().apply(folder.request());

        // Then
        assertThat(plan.starts()).containsOnly(Map.entry("download-events-1", 101L));
        assertThat(applied.starts()).isEqualTo(plan.starts());
        assertThat(applied.state()).isEqualTo(ApplyState.APPLIED);
        assertThat(clients.cluster.committed.get(lost).offset()).isEqualTo(101);
    }

    @Test
    void knowsWhetherTheApplicationHasReadAndWhoStampsTheInput() {
        // Given
        applier().apply(folder.request());
        stamp("CreateTime");
        boolean begun = cluster.hasReadInput();
        boolean stamped = cluster.stampsInput();
        clients.cluster.committed.put(new TopicPartition("download-events", 0), new OffsetAndMetadata(105));
        stamp("LogAppendTime");

        // Then
        assertThat(begun).isFalse();
        assertThat(stamped).isFalse();
        assertThat(cluster.hasReadInput()).isTrue();
        assertThat(cluster.stampsInput()).isTrue();
    }

    @Test
    void findsOutWhatIsOpenAndWhatIsNotDelivered() {
        // Given
        applyAndSpeak("LogAppendTime", "604800000");
        clients.log.append(Parts.of(DOWNLOADS, new TopicPartition("export.acme.downloads", 0), "2026-03-04T06:10:00Z"));

        // When
        TrimEvidence undelivered = evidence();
        clients.cluster.groups.put(
                "connect-waybill-sink",
                Map.of(new TopicPartition("export.acme.downloads", 0), new OffsetAndMetadata(1)));
        TrimEvidence delivered = evidence();
        clients.log.append(entry(new BatchOpened(
                new LedgerSource("waybill", Source.DOWNLOAD, 0),
                new LedgerBatch(DOWNLOADS, WINDOW, Optional.empty()),
                "0a1b2c3d4e5f",
                WINDOW.end())));
        TrimEvidence open = evidence();

        // Then
        assertThat(undelivered.unsettled()).isEqualTo(Map.of(DOWNLOADS, new TreeSet<>(Set.of(WINDOW))));
        assertThat(delivered.retention()).containsEntry(Source.DOWNLOAD, Duration.ofDays(7));
        assertThat(delivered.unsettled()).isEqualTo(Map.of(DOWNLOADS, new TreeSet<>()));
        assertThat(open.unsettled()).isEqualTo(undelivered.unsettled());
    }

    @Test
    void saysNothingWhereEventsOfAnyTimeMayComeOrAreKeptForEver() {
        applyAndSpeak("CreateTime", "604800000");
        TrimEvidence byProducers = evidence();
        applyAndSpeak("LogAppendTime", "-1");
        TrimEvidence forEver = evidence();

        assertThat(byProducers).isEqualTo(TrimEvidence.NONE);
        assertThat(forEver).isEqualTo(TrimEvidence.NONE);
    }

    @Test
    void saysNothingOfExportsWhereTheApplicationHasNotSpoken() {
        applyAndSpeak("LogAppendTime", "604800000");
        clients.log.now = clients.log.now.plus(Duration.ofHours(2));

        assertThat(evidence().unsettled()).isEmpty();
    }

    @Test
    void whoIsRefusedTrimsNothing() {
        applyAndSpeak("LogAppendTime", "604800000");
        clients.cluster.topics.remove(Topics.LEDGER);

        assertThat(evidence()).isEqualTo(TrimEvidence.NONE);
    }

    /** The catalog is applied; one partition of the input speaks a day ago and now. */
    private void applyAndSpeak(String stamped, String retention) {
        applier().apply(folder.request());
        clients.cluster.begins = partition -> 0;
        clients.cluster.since = partition -> 0;
        List.of("download-events", "audit-events")
                .forEach(input -> clients.cluster.topics.put(
                        input,
                        new TopicState(1, Map.of("message.timestamp.type", stamped, "retention.ms", retention))));
        Instant now = clients.log.now;
        for (Duration ago : List.of(Duration.ofHours(27), Duration.ofMinutes(1))) {
            clients.log.now = now.minus(ago);
            clients.log.append(new ProducerRecord<>(
                    Topics.LEDGER,
                    Topics.partition(DOWNLOADS, Topics.LEDGER_PARTITIONS),
                    null,
                    LedgerJson.write(new PartitionPassed(
                            new LedgerSource("waybill", Source.DOWNLOAD, 0),
                            1,
                            now,
                            Instant.EPOCH,
                            Stamped.BROKER,
                            false))));
        }
        clients.log.now = now;
    }

    private static ProducerRecord<byte[], byte[]> entry(AboutExport entry) {
        return new ProducerRecord<>(
                Topics.LEDGER,
                Topics.partition(entry.export(), Topics.LEDGER_PARTITIONS),
                entry.export().toString().getBytes(StandardCharsets.UTF_8),
                LedgerJson.write(entry));
    }

    private TrimEvidence evidence() {
        return cluster.trimEvidence(cluster.catalog().snapshot(), List.of(DOWNLOADS), clients.log.now);
    }

    private void stamp(String type) {
        List.of("download-events", "audit-events")
                .forEach(input -> clients.cluster.topics.computeIfPresent(
                        input,
                        (name, state) -> new TopicState(state.partitions(), Map.of("message.timestamp.type", type))));
    }

    private Applier applier() {
        return new Applier(cluster, Clock.fixed(clients.log.now, ZoneOffset.UTC), Progress.NONE);
    }
}
