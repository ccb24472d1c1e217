package dev.waybill.kafka.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.kafka.PolledPositions;
import dev.waybill.kafka.replay.ReplayedSources.Span;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReplayedSourcesTest {
    private static final TopicPartition FIRST = new TopicPartition("download-events", 0);
    private static final TopicPartition SECOND = new TopicPartition("download-events", 1);
    private static final TopicPartition OTHER = new TopicPartition("audit-events", 0);

    private static final Instant SINCE = Instant.parse("2026-03-04T04:55:00Z");

    private final PolledPositions positions = new PolledPositions();
    private final ReplayedSources sources = new ReplayedSources(
            Map.of(FIRST, new Span(5, 10), SECOND, new Span(0, 10), OTHER, new Span(7, 7)), positions, SINCE);

    @Test
    void endsWithTheLastRecordBeforeTheEndOrOneBehindIt() {
        assertThat(sources.isReached(FIRST, 8)).isFalse();
        assertThat(sources.isReached(FIRST, 9)).isTrue();
        assertThat(sources.isReached(FIRST, 25)).isTrue();
        assertThat(sources.provenMillis(FIRST, 8)).isEmpty();
        assertThat(sources.provenMillis(FIRST, 9))
                .hasValue(Instant.parse("9999-12-31T23:59:59Z").toEpochMilli());
    }

    @Test
    void endsAtOnceWhereThereIsNothingToRead() {
        assertThat(sources.isReached(OTHER, -1)).isTrue();
    }

    @Test
    void endsWhereTheLastOffsetsHoldNoRecordsThatCanBeRead() {
        // Given
        polled(7, 10);

        // Then
        assertThat(sources.isReached(FIRST, 6)).isFalse();
        assertThat(sources.isReached(FIRST, 7)).isTrue();
    }

    @Test
    void isNotTakenInByTheEndOfAnotherTask() {
        // Given
        sources.drained(FIRST);

        // When
        sources.begin(FIRST);

        // Then
        assertThat(sources.isDrained(FIRST)).isFalse();
        sources.drained(FIRST);
        assertThat(sources.isDrained(FIRST)).isTrue();
    }

    @Test
    void hasReadAsFarAsThePartitionThatIsLast() {
        assertThat(sources.readThrough("download-events", Set.of())).isEqualTo(Long.MIN_VALUE);

        sources.read(FIRST, 2_000);
        sources.read(FIRST, 1_000);
        sources.read(SECOND, 500);

        assertThat(sources.readThrough("download-events", Set.of())).isEqualTo(500);
        assertThat(sources.readThrough("download-events", Set.of(SECOND))).isEqualTo(2_000);
        assertThat(sources.readThrough("download-events", Set.of(FIRST, SECOND)))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void knowsNoPartitionThatWasAddedLater() {
        assertThatThrownBy(() -> sources.of(new TopicPartition("download-events", 2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "download-events-2 was not there when the replay began; forget the replay and begin it anew");
    }

    private void polled(long lastRecord, long next) {
        ConsumerRecord<Object, Object> record =
                new ConsumerRecord<>(FIRST.topic(), FIRST.partition(), lastRecord, "key", "value");
        PolledPositions.Interceptor interceptor = new PolledPositions.Interceptor();
        interceptor.configure(Map.of(PolledPositions.CONFIG, positions));
        interceptor.onConsume(
                new ConsumerRecords<>(Map.of(FIRST, List.of(record)), Map.of(FIRST, new OffsetAndMetadata(next))));
    }
}
