package dev.waybill.sink.backlog;

import static dev.waybill.contract.Topics.SHARED_DELIVERY;
import static dev.waybill.sink.fake.Records.ACME;
import static dev.waybill.sink.fake.Records.GLOBEX;
import static dev.waybill.sink.fake.Records.objectName;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.fake.Records;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** "Retry now" for one export: a mark in its partition. */
class RetryTest {
    private final SinkScenario sink = new SinkScenario();

    @BeforeEach
    void breakTwoDestinations() {
        sink.store.add(ACME, "acme-logs");
        sink.store.add(GLOBEX, "globex-logs");
        sink.store.broken.put(ACME, FailureKind.BUCKET_GONE);
        sink.store.broken.put(GLOBEX, FailureKind.BUCKET_GONE);
        sink.append(SHARED_DELIVERY, ACME, 0);
        sink.append(SHARED_DELIVERY, GLOBEX, 1);
        sink.append(SHARED_DELIVERY, ACME, 2);
        sink.settle();
    }

    @AfterEach
    void close() {
        sink.dispatcher.revokeAll();
    }

    @Test
    void endsTheBackoffOfItsExportAndOfNoOther() {
        // Given
        sink.store.broken.clear();

        // When
        sink.append(Records.retryMark(SHARED_DELIVERY, ACME, 3));
        sink.settle();

        // Then
        assertThat(sink.store.uploaded).containsExactly(objectName(ACME, 0), objectName(ACME, 2));
        assertThat(sink.committable(SHARED_DELIVERY)).isEqualTo(1);
    }

    @Test
    void isPassedLikeARecordThatIsDelivered() {
        // Given
        sink.store.broken.clear();

        // When
        sink.append(Records.retryMark(SHARED_DELIVERY, ACME, 3));
        sink.append(Records.retryMark(SHARED_DELIVERY, GLOBEX, 4));
        sink.settle();

        // Then
        assertThat(sink.store.uploaded).hasSize(3);
        assertThat(sink.committable(SHARED_DELIVERY)).isEqualTo(5);
    }

    @Test
    void isOneAttemptWhereTheCauseIsNotGone() {
        // Given
        int attempts = sink.store.attempts;

        // When
        sink.append(Records.retryMark(SHARED_DELIVERY, ACME, 3));
        sink.settle();

        // Then
        assertThat(sink.store.attempts).isEqualTo(attempts + 1);
        assertThat(sink.committable(SHARED_DELIVERY)).isZero();
    }

    @Test
    void doesNothingForAnExportThatIsNotHeldBackOrNotThere() {
        // Given
        ExportId initech = new ExportId("initech", "all");
        sink.store.add(initech, "initech-logs");

        // When
        sink.append(Records.retryMark(Topics.dedicated(initech), initech, 0));
        sink.append(Records.part(Topics.dedicated(initech), initech, 1));
        sink.append(Records.retryMark(Topics.dedicated(initech), initech, 2));
        sink.settle();

        // Then
        assertThat(sink.store.uploaded).containsExactly(objectName(initech, 1));
        assertThat(sink.committable(Topics.dedicated(initech))).isEqualTo(3);
    }

    @Test
    void cannotBeAskedForInAnotherExportsTopic() {
        // Given
        sink.store.broken.clear();
        String topic = Topics.dedicated(ACME);

        // When
        sink.append(Records.retryMark(topic, GLOBEX, 0));
        sink.settle();

        // Then
        assertThat(sink.store.uploaded).isEmpty();
        assertThat(sink.committable(topic)).isEqualTo(1);
    }
}
