package dev.waybill.sink.backlog;

import static dev.waybill.contract.Topics.SHARED_DELIVERY;
import static dev.waybill.sink.fake.Records.ACME;
import static dev.waybill.sink.fake.Records.GLOBEX;
import static dev.waybill.sink.fake.Records.objectName;
import static dev.waybill.sink.fake.Records.receiptName;
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

/** Whoever sees a receipt in his bucket finds the parts that it names there, whatever happened on the way. */
class ReceiptOrderTest {
    private final HourLot lot = new HourLot();
    private SinkScenario sink = new SinkScenario(1_000_000, lot, false);

    @BeforeEach
    void knowDestinations() {
        know(sink);
    }

    @AfterEach
    void close() {
        sink.dispatcher.revokeAll();
    }

    private static void know(SinkScenario scenario) {
        scenario.store.add(ACME, "acme-logs");
        scenario.store.add(GLOBEX, "globex-logs");
    }

    @Test
    void aReceiptFollowsThePartsBeforeItAndIsCountedApart() throws Exception {
        // Given
        sink.append(SHARED_DELIVERY, ACME, 0, 1);
        sink.append(Records.receipt(SHARED_DELIVERY, ACME, 2));
        sink.append(SHARED_DELIVERY, ACME, 3);

        // When
        sink.settle();

        // Then
        assertThat(sink.store.uploaded)
                .containsExactly(objectName(ACME, 0), objectName(ACME, 1), receiptName(ACME, 2), objectName(ACME, 3));
        assertThat(sink.committable(SHARED_DELIVERY)).isEqualTo(4);
        assertThat(attribute("DeliveredObjects")).isEqualTo(4L);
        assertThat(attribute("DeliveredReceipts")).isEqualTo(1L);
    }

    @Test
    void aReceiptWaitsWhileThePartsBeforeItAreTriedAgain() {
        // Given
        sink.store.broken.put(ACME, FailureKind.BUCKET_GONE);
        sink.append(SHARED_DELIVERY, ACME, 0);
        sink.append(Records.receipt(SHARED_DELIVERY, ACME, 1));
        sink.append(Records.receipt(SHARED_DELIVERY, GLOBEX, 2));
        sink.settle();

        // When
        sink.store.broken.clear();
        sink.append(Records.retryMark(SHARED_DELIVERY, ACME, 3));
        sink.settle();

        // Then
        assertThat(sink.store.uploaded)
                .containsExactly(receiptName(GLOBEX, 2), objectName(ACME, 0), receiptName(ACME, 1));
        assertThat(sink.committable(SHARED_DELIVERY)).isEqualTo(4);
    }

    @Test
    void aReceiptFollowsItsPartsToTheParkingTopicAlsoWhenTheDestinationIsMended() {
        // Given: two parts that were parked, and a destination that works again
        sink.store.broken.put(ACME, FailureKind.BUCKET_GONE);
        sink.append(SHARED_DELIVERY, ACME, 0, 1);
        sink.settle();
        sink.clock.advance(Duration.ofHours(1));
        sink.settle();
        sink.store.broken.clear();
        sink.clock.advance(Duration.ofMinutes(5));
        sink.append(SHARED_DELIVERY, ACME, 2);
        sink.settle();

        // When
        sink.append(Records.receipt(SHARED_DELIVERY, ACME, 3));
        sink.append(SHARED_DELIVERY, ACME, 4);
        sink.settle();

        // Then
        assertThat(lot.parked).containsExactly("acme/downloads@0", "acme/downloads@1", "acme/downloads@3");
        assertThat(sink.store.uploaded).containsExactly(objectName(ACME, 2), objectName(ACME, 4));
        assertThat(sink.committable(SHARED_DELIVERY)).isEqualTo(5);
    }

    /** What one task has parked, another one knows from the cluster. */
    @Test
    void aReceiptFollowsWhatAnotherTaskHasParked() {
        // Given
        lot.parked.add("acme/downloads@0");
        sink.append(Records.receipt(SHARED_DELIVERY, ACME, 1));
        sink.append(Records.receipt(SHARED_DELIVERY, GLOBEX, 2));

        // When
        sink.settle();

        // Then
        assertThat(lot.parked).containsExactly("acme/downloads@0", "acme/downloads@1");
        assertThat(sink.store.uploaded).containsExactly(receiptName(GLOBEX, 2));
        assertThat(sink.committable(SHARED_DELIVERY)).isEqualTo(3);
    }

    @Test
    void fromTheParkingTopicEverythingIsDeliveredInItsOrder() {
        // Given
        lot.parked.add("acme/downloads@0");
        String parked = Topics.parked(ACME);
        sink.append(parked, ACME, 0, 1);
        sink.append(Records.receipt(parked, ACME, 2));

        // When
        sink.settle();

        // Then
        assertThat(sink.store.uploaded).containsExactly(objectName(ACME, 0), objectName(ACME, 1), receiptName(ACME, 2));
        assertThat(lot.asked).isZero();
    }

    @Test
    void itIsAskedOncePerReceiptAndNeverForAPart() {
        // Given
        sink.append(SHARED_DELIVERY, ACME, 0, 1, 2);
        sink.append(Records.receipt(SHARED_DELIVERY, ACME, 3));
        sink.append(Records.receipt(SHARED_DELIVERY, ACME, 4));

        // When
        sink.settle();

        // Then
        assertThat(lot.asked).isEqualTo(2);
        assertThat(sink.store.uploaded).hasSize(5);
    }

    @Test
    void noReceiptGoesWhileNobodyCanSayWhatIsParked() {
        // Given
        lot.answers = false;
        sink.append(Records.receipt(SHARED_DELIVERY, ACME, 0));
        sink.append(SHARED_DELIVERY, GLOBEX, 1);
        sink.settle();
        List<String> before = List.copyOf(sink.store.uploaded);

        // When
        lot.answers = true;
        sink.clock.advance(Duration.ofSeconds(1));
        sink.settle();

        // Then
        assertThat(before).containsExactly(objectName(GLOBEX, 1));
        assertThat(sink.store.uploaded).containsExactly(objectName(GLOBEX, 1), receiptName(ACME, 0));
    }

    @Test
    void aPausedExportsReceiptStandsStillLikeAPart() {
        // Given
        lot.parked.add("acme/downloads@0");
        sink.store.pauses.put(ACME, new Pause(Instant.parse("2026-03-04T05:30:00Z"), "ops", "ticket 8"));
        sink.append(Records.receipt(SHARED_DELIVERY, ACME, 1));
        sink.settle();
        List<String> whilePaused = List.copyOf(lot.parked);
        long committable = sink.committable(SHARED_DELIVERY);

        // When
        sink.store.pauses.clear();
        sink.settle();

        // Then
        assertThat(whilePaused).hasSize(1);
        assertThat(committable).isEqualTo(1);
        assertThat(lot.parked).containsExactly("acme/downloads@0", "acme/downloads@1");
        assertThat(sink.committable(SHARED_DELIVERY)).isEqualTo(2);
    }

    private Object attribute(String name) throws Exception {
        return BacklogBeansTest.attribute(sink.beans, "scenario", ACME, SHARED_DELIVERY, name);
    }

    private static final class HourLot implements ParkingLot {
        final List<String> parked = new ArrayList<>();
        boolean answers = true;
        int asked;

        @Override
        public Optional<Duration> parksAfter(BacklogKey backlog) {
            return backlog.partition().topic().equals(SHARED_DELIVERY)
                    ? Optional.of(Duration.ofHours(1))
                    : Optional.empty();
        }

        @Override
        public void park(ExportId export, SinkRecord record) {
            parked.add(export + "@" + record.kafkaOffset());
        }

        @Override
        public boolean mayHold(ExportId export) throws DeliveryException {
            asked++;
            if (!answers) {
                throw new DeliveryException(FailureKind.PARKING, "fake");
            }
            return parked.stream().anyMatch(record -> record.startsWith(export + "@"));
        }

        @Override
        public void close() {}
    }
}
