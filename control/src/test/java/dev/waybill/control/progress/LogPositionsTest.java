package dev.waybill.control.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.ClusterException;
import dev.waybill.topics.FakeCluster;
import dev.waybill.topics.TopicState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.junit.jupiter.api.Test;

class LogPositionsTest {
    private static final TopicPartition FIRST = new TopicPartition("waybill.delivery", 0);
    private static final TopicPartition SECOND = new TopicPartition("waybill.delivery", 1);

    private final FakeCluster cluster = new FakeCluster();
    private final LogPositions positions = new LogPositions(cluster.admin());

    @Test
    void saysWhatPartitionsHold() {
        // Given
        cluster.topics.put("waybill.delivery", new TopicState(2, Map.of()));
        cluster.begins = partition -> 5;
        cluster.ends = partition -> partition.equals(FIRST) ? 9 : 3;

        // When
        Map<TopicPartition, Extent> extents = positions.extents(List.of(FIRST, SECOND));

        // Then
        assertThat(extents).containsEntry(FIRST, new Extent(5, 9));
        assertThat(extents.get(SECOND))
                .as("retention went on between the two questions")
                .isEqualTo(new Extent(5, 5));
    }

    @Test
    void asksForMorePartitionsThanOneRequestMayHold() {
        // Given
        cluster.topics.put("waybill.delivery", new TopicState(4500, Map.of()));
        List<TopicPartition> all = IntStream.range(0, 4500)
                .mapToObj(number -> new TopicPartition("waybill.delivery", number))
                .toList();

        // Then
        assertThat(positions.extents(all)).hasSize(4500).containsEntry(all.get(4499), new Extent(4599, 4599));
    }

    @Test
    void aGroupThatIsNotThereHasDeliveredNothing() {
        // Given
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        offsets.put(FIRST, new OffsetAndMetadata(7));
        offsets.put(SECOND, null);
        cluster.groups.put("connect-a", offsets);
        cluster.refusedOffsets.put("connect-b", new GroupIdNotFoundException("no such group"));

        // Then
        assertThat(positions.committed(Arrays.asList("connect-a", "connect-b")))
                .isEqualTo(Map.of("connect-a", Map.of(FIRST, 7L), "connect-b", Map.of()));
    }

    @Test
    void aGroupThatMayNotBeAskedForIsNoGroupWithoutOffsets() {
        // Given
        cluster.refusedOffsets.put("connect-a", new GroupAuthorizationException("connect-a"));

        // Then
        assertThatThrownBy(() -> positions.committed(List.of("connect-a")))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("ask how far group connect-a is");
    }

    @Test
    void theLargestReplicaCounts() {
        // Given
        cluster.sizes.put(1, Map.of(FIRST, 100L, SECOND, 7L));
        cluster.sizes.put(2, Map.of(FIRST, 300L));
        cluster.sizes.put(3, Map.of(FIRST, 200L));

        // Then
        assertThat(positions.sizes(List.of(FIRST))).isEqualTo(Map.of(FIRST, 300L));
    }

    @Test
    void sizesThatMayNotBeAskedForAreNotKnown() {
        // Given
        cluster.sizes.put(1, Map.of(FIRST, 100L));
        cluster.sizesRefusal = Optional.of(new ClusterAuthorizationException("no"));

        // Then
        assertThat(positions.sizes(List.of(FIRST))).isEmpty();

        // Given
        cluster.sizesRefusal = Optional.of(new UnknownServerException("broken"));

        // Then
        assertThatThrownBy(() -> positions.sizes(List.of(FIRST)))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("ask for the sizes of logs");
    }
}
