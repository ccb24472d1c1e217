package dev.waybill.control.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class LogMergeTest {
    private static final TopicPartition A = new TopicPartition("a", 0);
    private static final TopicPartition B = new TopicPartition("b", 0);

    private final LogMerge merge = new LogMerge(List.of(A, B));

    @Test
    void givesRecordsInTheOrderOfTheirTimes() {
        // Given
        add(A, 1, 5, 9);
        add(B, 2, 3, 11);

        // Then
        assertThat(drained(Set.of())).containsExactly(1L, 2L, 3L, 5L, 9L);
        assertThat(drained(Set.of(A))).containsExactly(11L);
    }

    @Test
    void waitsForAPartitionThatHasNotShownItsNext() {
        // Given
        add(A, 1);

        // Then
        assertThat(drained(Set.of(A))).isEmpty();
        assertThat(drained(Set.of(B))).containsExactly(1L);
    }

    @Test
    void saysOfWhatEnoughIsWaiting() {
        // Given
        for (int i = 0; i < LogMerge.FULL; i++) {
            assertThat(merge.full()).isEmpty();
            add(A, i);
        }

        // Then
        assertThat(merge.full()).containsExactly(A);
        assertThat(merge.isEmpty(List.of(B))).isTrue();
        assertThat(merge.isEmpty(List.of(A, B))).isFalse();
    }

    private List<Long> drained(Set<TopicPartition> ended) {
        List<Long> times = new ArrayList<>();
        for (Optional<ConsumerRecord<byte[], byte[]>> next = merge.next(ended);
                next.isPresent();
                next = merge.next(ended)) {
            times.add(next.get().timestamp());
        }
        return times;
    }

    private void add(TopicPartition partition, long... times) {
        for (long time : times) {
            merge.add(new ConsumerRecord<>(
                    partition.topic(),
                    partition.partition(),
                    time,
                    time,
                    TimestampType.LOG_APPEND_TIME,
                    0,
                    0,
                    new byte[0],
                    new byte[0],
                    new RecordHeaders(),
                    Optional.empty()));
        }
    }
}
