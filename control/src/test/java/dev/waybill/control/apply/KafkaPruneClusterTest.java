package dev.waybill.control.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.ClusterException;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.control.Parts;
import dev.waybill.topics.FakeClients;
import dev.waybill.topics.TopicState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaPruneClusterTest {
    private static final String TOPIC = "export.acme.downloads";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final ExportId EXPORT = new ExportId("acme", "downloads");

    private final FakeClients clients = new FakeClients();
    private final AtomicLong nanos = new AtomicLong();
    private final KafkaPruneCluster cluster = new KafkaPruneCluster(
            clients,
            Map.of("bootstrap.servers", "broker:9092", "group.id", "mine"),
            "waybill",
            List.of("connect-waybill-sink", "connect-waybill-s3-acme"),
            () -> nanos.addAndGet(Duration.ofSeconds(1).toNanos()));

    @BeforeEach
    void makeTopic() {
        clients.cluster.topics.put(TOPIC, new TopicState(1, Map.of()));
        clients.cluster.begins = partition -> 0;
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void asksOnlyForTopicsThatExist() {
        assertThat(cluster.existing(List.of(TOPIC, "export.acme.gone"))).containsExactly(TOPIC);
    }

    @Test
    void deletesATopic() {
        // When
        cluster.delete(TOPIC);

        // Then
        assertThat(clients.cluster.topics).isEmpty();
        assertThatThrownBy(() -> cluster.delete(TOPIC))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("delete topic " + TOPIC);
    }

    @Test
    void anEmptyTopicIsDelivered() {
        assertThat(cluster.undelivered(TOPIC)).isEmpty();
    }

    @Test
    void saysHowFarItIsDelivered() {
        // Given
        parts(3);

        // Then
        assertThat(cluster.undelivered(TOPIC))
                .contains("group connect-waybill-sink, connect-waybill-s3-acme has delivered nothing of it");

        // Given
        delivered("connect-waybill-sink", 1);

        // Then
        assertThat(cluster.undelivered(TOPIC))
                .contains("group connect-waybill-sink, connect-waybill-s3-acme has delivered it up to offset 1 of 3");
    }

    @Test
    void theSinkThatHasComeFurthestDeliversIt() {
        // Given
        parts(3);
        delivered("connect-waybill-sink", 1);
        delivered("connect-waybill-s3-acme", 3);

        // Then
        assertThat(cluster.undelivered(TOPIC)).isEmpty();
    }

    @Test
    void aSinkThatNeverRanKeepsNothingFromBeingDelivered() {
        // Given
        parts(3);
        clients.cluster.refusedOffsets.put("connect-waybill-sink", new GroupIdNotFoundException("no such group"));
        delivered("connect-waybill-s3-acme", 3);

        // Then
        assertThat(cluster.undelivered(TOPIC)).isEmpty();
    }

    @Test
    void marksBehindTheLastPartAreNothingToDeliver() {
        // Given
        parts(3);
        clients.log.append(Parts.retryMark(PARTITION));
        delivered("connect-waybill-sink", 3);

        // Then
        assertThat(cluster.undelivered(TOPIC)).isEmpty();
    }

    /** The log ends behind what can be read: a transaction is open that may become a part. */
    @Test
    void anOpenTransactionMayBecomeAPart() {
        // Given
        parts(3);
        delivered("connect-waybill-sink", 3);
        clients.cluster.ends = partition -> 4;

        // Then
        assertThat(cluster.undelivered(TOPIC)).get().asString().endsWith("has delivered it up to offset 3 of 4");
    }

    @Test
    void readsCommittedPartsAndJoinsNoGroup() {
        // Given
        clients.settings.clear();

        // When
        cluster.undelivered(TOPIC);

        // Then
        assertThat(clients.settings)
                .singleElement()
                .satisfies(settings -> assertThat(settings)
                        .containsEntry("bootstrap.servers", "broker:9092")
                        .containsEntry("isolation.level", "read_committed")
                        .doesNotContainKey("group.id"));
    }

    @Test
    void theApplicationHasReadTheInputOnceItsOffsetsSaySo() {
        // Given
        TopicPartition input = new TopicPartition("download-events", 0);
        clients.cluster.topics.put(input.topic(), new TopicState(1, Map.of()));
        clients.cluster.ends = partition -> 7;
        clients.cluster.committed.put(input, new OffsetAndMetadata(6));
        boolean before = cluster.hasRead(Source.DOWNLOAD, Instant.EPOCH);
        clients.cluster.committed.put(input, new OffsetAndMetadata(7));

        // Then
        assertThat(before).isFalse();
        assertThat(cluster.hasRead(Source.DOWNLOAD, Instant.EPOCH)).isTrue();
    }

    private void parts(int count) {
        for (int i = 0; i < count; i++) {
            clients.log.append(Parts.of(EXPORT, PARTITION, "2026-03-04T06:10:00Z"));
        }
    }

    private void delivered(String group, long offset) {
        clients.cluster.groups.put(group, Map.of(PARTITION, new OffsetAndMetadata(offset)));
    }
}
