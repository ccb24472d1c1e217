package dev.waybill.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class EndOffsetIdleProofTest {
    private static final TopicPartition PARTITION = new TopicPartition("download-events", 3);
    private static final long NOW = 1_795_248_560_872L;

    private final PolledPositions positions = new PolledPositions();
    private long end;
    private boolean answering = true;
    private final EndOffsetIdleProof proof = new EndOffsetIdleProof(
            partition -> answering ? KafkaFuture.completedFuture(end) : failed(),
            positions,
            Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));

    @Test
    void isGivenWhereEverythingPolledIsProcessedAndTransactionMarkersArePassedOver() {
        // Given
        end = 12;
        polled(12, 9, 10);

        // When, Then
        assertThat(provenAfterAnswer(10)).hasValue(NOW);
    }

    @Test
    void isRefusedWhileSomethingPolledIsNotProcessed() {
        // Given
        end = 12;
        polled(12, 9, 10);

        // When, Then
        assertThat(provenAfterAnswer(9)).isEmpty();
    }

    @Test
    void isRefusedWhileSomethingIsNotPolled() {
        // Given
        end = 13;
        polled(12, 9, 10);

        // When, Then
        assertThat(provenAfterAnswer(10)).isEmpty();
    }

    @Test
    void isGivenWhereReadingBeganAtTheEndSoThatNothingIsPolled() {
        // Given
        end = 12;

        // When, Then
        assertThat(provenAfterAnswer(11)).hasValue(NOW);
    }

    @Test
    void isRefusedWhereReadingBeganBeforeTheEndAndNothingIsPolledYet() {
        // Given
        end = 12;

        // When, Then
        assertThat(provenAfterAnswer(10)).isEmpty();
    }

    @Test
    void isGivenWhereAnotherInstanceReadOnToTheEndAndGaveThePartitionBack() {
        // Given
        polled(12, 9, 10);
        end = 30;

        // When, Then
        assertThat(provenAfterAnswer(29)).hasValue(NOW);
    }

    @Test
    void isGivenWhereOnlyTransactionMarkersWereLeftAtTheStart() {
        // Given
        end = 14;
        polled(14);

        // When, Then
        assertThat(provenAfterAnswer(11)).hasValue(NOW);
    }

    @Test
    void isRefusedWithoutAnAnswerAndAskedForAgain() {
        // Given
        end = 12;
        answering = false;

        // When, Then
        assertThat(provenAfterAnswer(11)).isEmpty();
        answering = true;
        assertThat(provenAfterAnswer(11)).hasValue(NOW);
    }

    /** The first question has no answer yet. */
    private OptionalLong provenAfterAnswer(long processedThrough) {
        proof.provenMillis(PARTITION, processedThrough);
        return proof.provenMillis(PARTITION, processedThrough);
    }

    private void polled(long next, long... offsets) {
        List<ConsumerRecord<byte[], byte[]>> records = Arrays.stream(offsets)
                .mapToObj(offset -> new ConsumerRecord<>(
                        PARTITION.topic(), PARTITION.partition(), offset, new byte[0], new byte[0]))
                .toList();
        positions.record(new ConsumerRecords<>(
                records.isEmpty() ? Map.of() : Map.of(PARTITION, records),
                Map.of(PARTITION, new OffsetAndMetadata(next))));
    }

    private static KafkaFuture<Long> failed() {
        KafkaFutureImpl<Long> failed = new KafkaFutureImpl<>();
        failed.completeExceptionally(new TimeoutException("no broker"));
        return failed;
    }
}
