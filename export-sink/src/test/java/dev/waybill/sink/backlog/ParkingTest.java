package dev.waybill.sink.backlog;

import static dev.waybill.contract.Topics.SHARED_DELIVERY;
import static dev.waybill.sink.fake.Records.ACME;
import static dev.waybill.sink.fake.Records.GLOBEX;
import static dev.waybill.sink.fake.Records.objectName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.fake.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParkingTest {
    private final FakeLot lot = new FakeLot();
    private final SinkScenario sink = new SinkScenario(1_000_000, lot, false);

    @BeforeEach
    void breakOneDestination() {
        sink.store.add(ACME, "acme-logs");
        sink.store.add(GLOBEX, "globex-logs");
        sink.store.broken.put(ACME, FailureKind.BUCKET_GONE);
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
    void letsOffsetsPassOnceRecordsOfALongBrokenDestinationAreCopied() {
        // Given
        long before = sink.committable(SHARED_DELIVERY);

        // When
        sink.clock.advance(Duration.ofHours(1));
        sink.settle();

        // Then
        assertThat(before).isZero();
        assertThat(lot.parked).containsExactly("acme/downloads@0", "acme/downloads@2");
        assertThat(sink.committable(SHARED_DELIVERY)).isEqualTo(3);
    }

    /** Tasks restart more often than a destination is given up: it counts how long the record has waited. */
    @Test
    void parksWhatHasWaitedLongAlsoAfterARestart() {
        // Given: the same records, which another task has read from the committed offset
        SinkScenario restarted = new SinkScenario(1_000_000, lot, false);
        restarted.store.add(ACME, "acme-logs");
        restarted.store.broken.put(ACME, FailureKind.BUCKET_GONE);
        restarted.clock.advance(Duration.ofHours(1));
        restarted.append(SHARED_DELIVERY, ACME, 0, 2);
        restarted.settle();
        List<String> atFirst = List.copyOf(lot.parked);

        // When: the second attempt fails, too
        restarted.clock.advance(Duration.ofSeconds(1));
        restarted.settle();

        // Then
        assertThat(atFirst).isEmpty();
        assertThat(lot.parked).containsExactly("acme/downloads@0", "acme/downloads@2");
        restarted.dispatcher.revokeAll();
    }

    @Test
    void deliversAgainOnceTheDestinationIsMended() {
        // Given
        sink.clock.advance(Duration.ofHours(1));
        sink.settle();

        // When
        sink.store.broken.clear();
        sink.append(SHARED_DELIVERY, ACME, 3);
        sink.clock.advance(Duration.ofMinutes(5));
        sink.settle();

        // Then
        assertThat(sink.store.uploaded).contains(objectName(ACME, 3));
        assertThat(lot.parked).hasSize(2);
    }

    @Test
    void holdsBackWhatCannotBeParked() throws Exception {
        // Given
        lot.broken = true;

        // When
        sink.clock.advance(Duration.ofHours(1));
        sink.settle();

        // Then
        assertThat(sink.committable(SHARED_DELIVERY)).isZero();
        assertThat(BacklogBeansTest.attribute(sink.beans, "scenario", ACME, SHARED_DELIVERY, "State"))
                .isEqualTo("RETRYING");
        assertThat(BacklogBeansTest.attribute(sink.beans, "scenario", ACME, SHARED_DELIVERY, "LastError"))
                .isEqualTo("PARKING");
    }

    @Test
    void parksNothingOfADedicatedTopic() {
        // Given
        sink.append(Topics.dedicated(ACME), ACME, 0);
        sink.settle();

        // When
        sink.clock.advance(Duration.ofDays(1));
        sink.settle();

        // Then
        assertThat(sink.committable(Topics.dedicated(ACME))).isZero();
    }

    @Test
    void goesOnParkingWhileTheProbesFail() throws Exception {
        // Given
        sink.clock.advance(Duration.ofHours(1));
        sink.settle();
        int attempts = sink.store.attempts;

        // When
        sink.append(SHARED_DELIVERY, ACME, 3, 4);
        sink.clock.advance(Duration.ofMinutes(5));
        sink.settle();

        // Then: the destination was tried once more, and nothing waits for it
        assertThat(sink.store.attempts).isEqualTo(attempts + 1);
        assertThat(lot.parked)
                .containsExactly("acme/downloads@0", "acme/downloads@2", "acme/downloads@3", "acme/downloads@4");
        assertThat(sink.committable(SHARED_DELIVERY)).isEqualTo(5);
        assertThat(BacklogBeansTest.attribute(sink.beans, "scenario", ACME, SHARED_DELIVERY, "State"))
                .isEqualTo("PARKED");
        assertThat(BacklogBeansTest.attribute(sink.beans, "scenario", ACME, SHARED_DELIVERY, "ParkedRecords"))
                .isEqualTo(4L);
    }

    /** A refused record is refused for ever; where there is parking, it lets the others pass. */
    @Test
    void parksARefusedRecordOnceItHasWaitedLongEnough() throws Exception {
        // Given
        Map<String, Object> headers = Records.headers(GLOBEX, "../a.csv", Records.bytes("a"));
        sink.append(Records.record(SHARED_DELIVERY, 3, headers, Records.bytes("a")));
        sink.append(SHARED_DELIVERY, GLOBEX, 4);
        sink.settle();
        List<String> atFirst = List.copyOf(lot.parked);

        // When
        sink.clock.advance(Duration.ofHours(1));
        sink.settle();

        // Then
        assertThat(atFirst).isEmpty();
        assertThat(lot.parked).contains("globex/audit@3");
        assertThat(sink.committable(SHARED_DELIVERY)).isEqualTo(5);
        assertThat(sink.store.uploaded).as("what comes behind it").contains(objectName(GLOBEX, 4));
        assertThat(BacklogBeansTest.attribute(sink.beans, "scenario", GLOBEX, SHARED_DELIVERY, "State"))
                .isEqualTo("IDLE");
    }

    @Test
    void calledParkingOffParksNothing() {
        // Given
        BacklogKey key = new BacklogKey(new TopicPartition(SHARED_DELIVERY, 0), Optional.of(ACME), Optional.empty());

        // Then
        assertThat(ParkingLot.NONE.parksAfter(key)).isEmpty();
        assertThatThrownBy(() -> ParkingLot.NONE.park(ACME, Records.part(SHARED_DELIVERY, ACME, 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("parking is off");
    }

    @Test
    void parksNothingBeforeItsTimeHoweverOftenTheDestinationFails() {
        // When: the record was written at 5:10:30, and may be parked at 6:10:30
        int attempts = sink.store.attempts;
        sink.clock.advance(Duration.ofMinutes(5));
        sink.settle();
        sink.clock.advance(Duration.ofMinutes(5));
        sink.settle();

        // Then
        assertThat(sink.store.attempts).isEqualTo(attempts + 2);
        assertThat(lot.parked).isEmpty();
        assertThat(sink.committable(SHARED_DELIVERY)).isZero();
    }

    private static final class FakeLot implements ParkingLot {
        final List<String> parked = new ArrayList<>();
        boolean broken;

        @Override
        public Optional<Duration> parksAfter(BacklogKey backlog) {
            return backlog.partition().topic().equals(SHARED_DELIVERY)
                    ? Optional.of(Duration.ofHours(1))
                    : Optional.empty();
        }

        @Override
        public void park(ExportId export, SinkRecord record) throws DeliveryException {
            if (broken) {
                throw new DeliveryException(FailureKind.PARKING, "fake");
            }
            parked.add(export + "@" + record.kafkaOffset());
        }

        @Override
        public boolean mayHold(ExportId export) {
            return parked.stream().anyMatch(record -> record.startsWith(export + "@"));
        }

        @Override
        public void close() {}
    }
}
