package dev.waybill.sink.backlog;

import static dev.waybill.sink.fake.Records.ACME;
import static dev.waybill.sink.fake.Records.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.contract.Topics;
import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.fake.Records;
import dev.waybill.sink.part.PartRecord;
import dev.waybill.sink.part.RefusedRecordException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrantRecordsTest {
    private static final SinkRecord RECORD = Records.part(Topics.dedicated(ACME), GLOBEX, 0);
    private static final RefusedRecordException REASON = catchThrowableOfType(
            RefusedRecordException.class, () -> PartRecord.of(RECORD).owner());

    private final List<SinkRecord> reported = new ArrayList<>();

    @Test
    void takesARecordOnceItIsStored() throws DeliveryException {
        // Given
        ErrantRecords letters = ErrantRecords.of(reporter(CompletableFuture.completedFuture(null)), "dead-letters");

        // When
        boolean taken = letters.take(RECORD, REASON);

        // Then
        assertThat(taken).isTrue();
        assertThat(reported).containsExactly(RECORD);
    }

    /** Connect hands out a reporter that only logs where no queue is named. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void takesNothingWhereNoQueueIsNamed(String topic) throws DeliveryException {
        // Given
        ErrantRecords letters = ErrantRecords.of(reporter(CompletableFuture.completedFuture(null)), topic);

        // When
        boolean taken = letters.take(RECORD, REASON);

        // Then
        assertThat(taken).isFalse();
        assertThat(reported).isEmpty();
    }

    @Test
    void takesNothingWhereConnectReportsNothing() throws DeliveryException {
        assertThat(ErrantRecords.of(null, "dead-letters").take(RECORD, REASON)).isFalse();
    }

    @Test
    void failsWhenTheQueueDoesNotTakeIt() {
        // Given
        CompletableFuture<Void> refused = CompletableFuture.failedFuture(new IllegalStateException("no such topic"));
        ErrantRecords letters = ErrantRecords.of(reporter(refused), "dead-letters");

        // Then
        assertThatThrownBy(() -> letters.take(RECORD, REASON))
                .isInstanceOfSatisfying(
                        DeliveryException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.DEAD_LETTERS))
                .hasMessage("ExecutionException");
    }

    @Test
    void failsAndStaysInterruptedWhenTheTaskStopsWhileItWaits() {
        // Given
        ErrantRecords letters = ErrantRecords.of(reporter(new CompletableFuture<>()), "dead-letters");
        Thread.currentThread().interrupt();

        // Then
        assertThatThrownBy(() -> letters.take(RECORD, REASON))
                .isInstanceOfSatisfying(
                        DeliveryException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.DEAD_LETTERS))
                .hasMessage("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    private ErrantRecordReporter reporter(Future<Void> answer) {
        return (record, reason) -> {
            reported.add(record);
            return answer;
        };
    }
}
