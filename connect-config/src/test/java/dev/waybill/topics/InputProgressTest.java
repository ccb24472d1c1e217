package dev.waybill.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Source;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first records that the input partitions hold are at offsets 100 and 101. */
class InputProgressTest {
    private static final TopicPartition FIRST = new TopicPartition("download-events", 0);
    private static final TopicPartition SECOND = new TopicPartition("download-events", 1);

    private final FakeCluster cluster = new FakeCluster();
    private final InputProgress progress = new InputProgress(cluster.admin(), "waybill");

    @BeforeEach
    void makeInput() {
        cluster.topics.put("download-events", new TopicState(2, Map.of("message.timestamp.type", "LogAppendTime")));
        new StartOffsets(cluster.admin(), "waybill").commit();
    }

    @Test
    void startOffsetsAloneAreNoBeginning() {
        assertThat(progress.hasBegun()).isFalse();
    }

    @Test
    void hasBegunOnceItIsBehindTheFirstRecord() {
        // Given
        cluster.committed.put(SECOND, new OffsetAndMetadata(102));

        // Then
        assertThat(progress.hasBegun()).isTrue();
    }

    @Test
    void hasBegunWhereAllThatItReadHasExpired() {
        // Given
        cluster.committed.put(SECOND, new OffsetAndMetadata(50, "AgAAAZWqXkYA"));

        // Then
        assertThat(progress.hasBegun()).isTrue();
    }

    @Test
    void saysWhoStampsTheInput() {
        // Then
        assertThat(progress.isStampedByBrokers()).isTrue();

        // Given
        cluster.topics.put("download-events", new TopicState(2, Map.of("message.timestamp.type", "CreateTime")));

        // Then
        assertThat(progress.isStampedByBrokers()).isFalse();
    }

    @Test
    void hasReadASourceOnceEveryPartitionIsAtItsEnd() {
        // Given
        cluster.ends = partition -> 200;
        cluster.committed.put(FIRST, new OffsetAndMetadata(200));

        // Then
        assertThat(progress.hasRead(Source.DOWNLOAD, Instant.EPOCH)).isFalse();

        // Given
        cluster.committed.put(SECOND, new OffsetAndMetadata(200));

        // Then
        assertThat(progress.hasRead(Source.DOWNLOAD, Instant.EPOCH)).isTrue();
    }
}
