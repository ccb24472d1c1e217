package dev.waybill.control.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.catalog.topic.ReadPoint;
import dev.waybill.contract.Topics;
import dev.waybill.topics.FakeClients;
import dev.waybill.topics.TopicState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
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
