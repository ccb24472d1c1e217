package dev.waybill.sink.backlog;

import static dev.waybill.contract.Topics.SHARED_DELIVERY;
import static dev.waybill.sink.fake.Records.ACME;
import static dev.waybill.sink.fake.Records.GLOBEX;
import static dev.waybill.sink.fake.Records.objectName;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.destination.Pause;
import dev.waybill.sink.fake.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must not leave now stands still, and goes on by itself. */
class PauseTest {
    private static final Pause PAUSE = new Pause(Instant.parse("2026-03-04T05:59:00Z"), "ops", "ticket 7");

    private SinkScenario sink = new SinkScenario();

    @BeforeEach
    void knowTwoExports() {
        know();
    }

    private void know() {
        sink.store.add(ACME, "acme-logs");
        sink.store.add(GLOBEX, "globex-logs");
    }

    @AfterEach
    void close() {
        sink.dispatcher.revokeAll();
    }

    @Test
    void holdsBackThePausedExportAndNoOther() throws Exception {
        // Given
        sink.store.pauses.put(ACME, PAUSE);
        sink.append(SHARED_DELIVERY, ACME, 0);
        sink.append(SHARED_DELIVERY, GLOBEX, 1);

        // When
        sink.settle();
        sink.clock.advance(Duration.ofDays(1));
        sink.settle();

        // Then
        assertThat(sink.store.uploaded).containsExactly(objectName(GLOBEX, 1));
        assertThat(sink.store.attempts).isEqualTo(1);
        assertThat(sink.committable(SHARED_DELIVERY)).isZero();
        assertThat(sink.dispatcher.inFlightBytes()).isZero();
        assertThat(attribute("State")).isEqualTo("PAUSED");
        assertThat(attribute("PausedSince")).isEqualTo("2026-03-04T05:59:00Z");
        assertThat(attribute("PausedBy")).isEqualTo("ops");
        assertThat(attribute("PausedWhy")).isEqualTo("ticket 7");
        assertThat(attribute("LastError")).isEqualTo("PAUSED");
        assertThat(attribute("FailedAttempts")).isEqualTo(0L);
        assertThat(attribute("RetryAt")).isEqualTo("");
    }

    @Test
    void goesOnByItselfWhenThePauseEnds() throws Exception {
        // Given
        sink.store.pauses.put(ACME, PAUSE);
        sink.append(SHARED_DELIVERY, ACME, 0, 1, 2);
        sink.settle();
        sink.context.timeout = -1;
        sink.poll();
        long wake = sink.context.timeout;

        // When
        sink.store.pauses.clear();
        sink.settle();

        // Then
        assertThat(wake).as("a task that is not called notices nothing").isEqualTo(2_000);
        assertThat(sink.store.uploaded).containsExactly(objectName(ACME, 0), objectName(ACME, 1), objectName(ACME, 2));
        assertThat(sink.committable(SHARED_DELIVERY)).isEqualTo(3);
        assertThat(attribute("State")).isEqualTo("IDLE");
        assertThat(attribute("PausedSince")).isEqualTo("");
        assertThat(attribute("PausedBy")).isEqualTo("");
    }

    /** What is queued when the pause comes stays. */
    @Test
    void stopsInTheMiddleOfABacklog() {
        // Given
        sink.append(SHARED_DELIVERY, ACME, 0, 1, 2);
        sink.poll();

        // When
        sink.store.pauses.put(ACME, PAUSE);
        sink.runUploads();
        sink.settle();
        List<String> paused = List.copyOf(sink.store.uploaded);
        sink.store.pauses.clear();
        sink.settle();

        // Then
        assertThat(paused).isEmpty();
        assertThat(sink.store.uploaded).containsExactly(objectName(ACME, 0), objectName(ACME, 1), objectName(ACME, 2));
    }

    @Test
    void isShownAlsoWhereNothingWaits() throws Exception {
        // Given
        sink.append(SHARED_DELIVERY, ACME, 0);
        sink.settle();

        // When
        sink.store.pauses.put(ACME, PAUSE);

        // Then
        assertThat(attribute("State")).isEqualTo("PAUSED");
    }

    @Test
    void staysPausedWhenSomebodyAsksForARetry() {
        // Given
        sink.store.pauses.put(ACME, PAUSE);
        sink.append(SHARED_DELIVERY, ACME, 0);
        sink.settle();

        // When
        sink.append(Records.retryMark(SHARED_DELIVERY, ACME, 1));
        sink.settle();

        // Then
        assertThat(sink.store.attempts).isZero();
        assertThat(sink.committable(SHARED_DELIVERY)).isZero();
    }

    @Test
    void aBrokenDestinationIsTriedAgainAfterThePauseOnly() throws Exception {
        // Given
        sink.store.broken.put(ACME, FailureKind.BUCKET_GONE);
        sink.append(SHARED_DELIVERY, ACME, 0);
        sink.settle();
        int attempts = sink.store.attempts;

        // When
        sink.store.pauses.put(ACME, PAUSE);
        sink.clock.advance(Duration.ofMinutes(5));
        sink.settle();
        int paused = sink.store.attempts;
        sink.store.pauses.clear();
        sink.settle();

        // Then
        assertThat(paused).isEqualTo(attempts);
        assertThat(sink.store.attempts).isEqualTo(attempts + 1);
        assertThat(attribute("LastError")).isEqualTo("BUCKET_GONE");
    }

    @Test
    void isParkedOnTheSharedTopicWhenItLastsAndDeliversAgainAfterIt() throws Exception {
        // Given
        HourLot lot = new HourLot();
        sink = new SinkScenario(1_000_000, lot, false);
        know();
        sink.store.pauses.put(ACME, PAUSE);
        sink.append(SHARED_DELIVERY, ACME, 0, 1);
        sink.append(Topics.dedicated(ACME), ACME, 0);
        sink.settle();

        // When: an hour after the pause began
        sink.clock.advance(Duration.ofMinutes(58));
        sink.settle();
        List<String> early = List.copyOf(lot.parked);
        sink.clock.advance(Duration.ofMinutes(1));
        sink.append(SHARED_DELIVERY, ACME, 2);
        sink.settle();
        List<String> late = List.copyOf(lot.parked);
        Object state = attribute("State");
        sink.store.pauses.clear();
        sink.append(SHARED_DELIVERY, ACME, 3);
        sink.settle();

        // Then
        assertThat(early).isEmpty();
        assertThat(late).containsExactly("acme/downloads@0", "acme/downloads@1", "acme/downloads@2");
        assertThat(state).isEqualTo("PARKED");
        assertThat(lot.parked).isEqualTo(late);
        assertThat(sink.store.uploaded).containsExactlyInAnyOrder(objectName(ACME, 3), objectName(ACME, 0));
        assertThat(sink.committable(SHARED_DELIVERY)).isEqualTo(4);
        assertThat(attribute("State")).isEqualTo("IDLE");
    }

    /** The time under the pause is not time in which the destination failed. */
    @Test
    void afterALongPauseABrokenDestinationIsNotParkedAtTheFirstFailure() {
        // Given
        HourLot lot = new HourLot();
        sink = new SinkScenario(1_000_000, lot, false);
        know();
        sink.store.pauses.put(ACME, PAUSE);
        sink.append(SHARED_DELIVERY, ACME, 0);
        sink.settle();
        sink.clock.advance(Duration.ofMinutes(20));
        sink.store.broken.put(ACME, FailureKind.BUCKET_GONE);

        // When
        sink.store.pauses.clear();
        sink.settle();

        // Then
        assertThat(lot.parked).isEmpty();
        assertThat(sink.store.attempts).isEqualTo(1);
    }

    private Object attribute(String name) throws Exception {
        return BacklogBeansTest.attribute(sink.beans, "scenario", ACME, SHARED_DELIVERY, name);
    }

    private static final class HourLot implements ParkingLot {
        final List<String> parked = new ArrayList<>();

        @Override
        public Optional<Duration> parksAfter(BacklogKey backlog) {
            return backlog.partition().topic().equals(SHARED_DELIVERY)
                    ? Optional.of(Duration.ofHours(1))
                    : Optional.empty();
        }

        @Override
        public void park(ExportId export, SinkRecord record) throws DeliveryException {
            parked.add(export + "@" + record.kafkaOffset());
        }

        @Override
        public boolean mayHold(ExportId export) {
            return !parked.isEmpty();
        }

        @Override
        public void close() {}
    }
}
