package dev.waybill.sink.backlog;

import static dev.waybill.contract.Topics.SHARED_DELIVERY;
import static dev.waybill.sink.fake.Records.ACME;
import static dev.waybill.sink.fake.Records.objectName;
import static dev.waybill.sink.fake.Records.receiptName;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.PartHeaders;
import dev.waybill.contract.PartKind;
import dev.waybill.contract.Topics;
import dev.waybill.ledger.DeliveryHeldBack;
import dev.waybill.ledger.DeliveryLane;
import dev.waybill.ledger.DeliveryRecord;
import dev.waybill.ledger.DeliveryResumed;
import dev.waybill.ledger.DeliveryTrouble;
import dev.waybill.ledger.ObjectDelivered;
import dev.waybill.ledger.RecordParked;
import dev.waybill.ledger.RecordRefused;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.destination.Pause;
import dev.waybill.sink.fake.Records;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the sink says on {@code waybill.deliveries}. */
class StatementsTest {
    private static final String TOPIC = Topics.dedicated(ACME);
    private static final Instant NOW = Instant.parse("2026-03-04T06:00:00Z");
    private static final Instant WRITTEN = Instant.parse(Records.WRITTEN_AT);
    private static final Window WINDOW =
            new Window(Instant.parse("2026-03-04T04:00:00Z"), Instant.parse("2026-03-04T05:00:00Z"));

    private SinkScenario sink = new SinkScenario();

    @BeforeEach
    void knowDestination() {
        sink.store.add(ACME, "acme-logs");
    }

    @AfterEach
    void close() {
        sink.dispatcher.revokeAll();
    }

    @Test
    void saysOfEachObjectWhatItIsAndThatItIsThere() {
        // Given
        sink.append(TOPIC, ACME, 0);
        sink.append(Records.receipt(TOPIC, ACME, 1));

        // When
        sink.settle();

        // Then
        byte[] part = Records.bytes("acme/downloads#0");
        byte[] receipt = Records.bytes("{\"of\":\"acme/downloads#1\"}");
        DeliveryLane lane = lane("acme-logs", TOPIC);
        assertThat(sink.said)
                .containsExactly(
                        new ObjectDelivered(
                                lane,
                                NOW,
                                PartKind.PART,
                                objectName(ACME, 0),
                                part.length,
                                Records.sha256(part),
                                Optional.of(WINDOW),
                                Records.VERSION),
                        new ObjectDelivered(
                                lane,
                                NOW,
                                PartKind.RECEIPT,
                                receiptName(ACME, 1),
                                receipt.length,
                                Records.sha256(receipt),
                                Optional.of(WINDOW),
                                Records.VERSION));
    }

    @Test
    void saysNothingOfAnObjectBeforeItIsThere() {
        // Given
        sink.append(TOPIC, ACME, 0);

        // When
        sink.poll();

        // Then
        assertThat(sink.said).isEmpty();
    }

    @Test
    void saysOnceThatItHoldsBackAndOnceThatItGoesOn() {
        // Given
        sink.store.broken.put(ACME, FailureKind.ROLE_REFUSED);
        sink.append(TOPIC, ACME, 0, 1);
        sink.settle();
        sink.clock.advance(Duration.ofSeconds(1));
        sink.settle();

        // When
        sink.store.broken.clear();
        sink.clock.advance(Duration.ofSeconds(2));
        sink.settle();

        // Then
        DeliveryLane lane = lane("acme-logs", TOPIC);
        assertThat(sink.said.get(0))
                .isEqualTo(new DeliveryHeldBack(
                        lane, NOW, WRITTEN, trouble(FailureKind.ROLE_REFUSED), Optional.of(NOW.plusSeconds(1))));
        assertThat(kinds())
                .containsExactly("DeliveryHeldBack", "ObjectDelivered", "DeliveryResumed", "ObjectDelivered");
        assertThat(sink.said.get(2)).isEqualTo(new DeliveryResumed(lane, NOW.plusSeconds(3), WRITTEN, "ROLE_REFUSED"));
    }

    @Test
    void saysTheNewReasonWhenItChanges() {
        // Given
        sink.store.broken.put(ACME, FailureKind.ROLE_REFUSED);
        sink.append(TOPIC, ACME, 0);
        sink.settle();

        // When
        sink.store.broken.put(ACME, FailureKind.BUCKET_GONE);
        sink.clock.advance(Duration.ofSeconds(1));
        sink.settle();

        // Then
        assertThat(sink.said)
                .extracting(record -> ((DeliveryHeldBack) record).trouble().reason())
                .containsExactly("ROLE_REFUSED", "BUCKET_GONE");
    }

    /** Who looks at the newest statements only would not see one of long ago. */
    @Test
    void saysAgainWhatLasts() {
        // Given: a pause, which is not tried again
        Instant since = Instant.parse("2026-03-04T05:30:00Z");
        sink.store.pauses.put(ACME, new Pause(since, "ops", "ticket 8"));
        sink.append(TOPIC, ACME, 0);
        sink.settle();
        int once = sink.said.size();

        // When
        sink.clock.advance(Statements.AGAIN);
        sink.settle();

        // Then
        assertThat(once).isEqualTo(1);
        DeliveryTrouble paused = new DeliveryTrouble(
                "PAUSED",
                "since 2026-03-04T05:30:00Z by ops: ticket 8",
                "the export is paused: it goes on when it is resumed");
        DeliveryLane lane = lane("acme-logs", TOPIC);
        assertThat(sink.said)
                .containsExactly(
                        new DeliveryHeldBack(lane, NOW, since, paused, Optional.empty()),
                        new DeliveryHeldBack(lane, NOW.plus(Statements.AGAIN), since, paused, Optional.empty()));
    }

    @Test
    void saysWhatIsParkedAndWhy() {
        // Given
        List<String> parked = new ArrayList<>();
        sink = new SinkScenario(1_000_000, new AtOnce(parked), false);
        sink.store.add(ACME, "acme-logs");
        sink.store.broken.put(ACME, FailureKind.BUCKET_GONE);
        sink.append(SHARED_DELIVERY, ACME, 0, 1);

        // When
        sink.settle();
        sink.clock.advance(Duration.ofSeconds(1));
        sink.settle();

        // Then
        assertThat(parked).hasSize(2);
        assertThat(sink.said)
                .contains(new RecordParked(
                        lane("acme-logs", SHARED_DELIVERY),
                        NOW.plusSeconds(1),
                        1,
                        Optional.of(objectName(ACME, 1)),
                        Optional.of(trouble(FailureKind.BUCKET_GONE))));
    }

    /** What it has parked waits elsewhere, and is said of there. */
    @Test
    void saysNothingAgainOfALaneInWhichNothingWaits() {
        // Given
        sink = new SinkScenario(1_000_000, new AtOnce(new ArrayList<>()), false);
        sink.store.add(ACME, "acme-logs");
        sink.store.broken.put(ACME, FailureKind.BUCKET_GONE);
        sink.append(SHARED_DELIVERY, ACME, 0);
        sink.settle();
        sink.clock.advance(Duration.ofSeconds(1));
        sink.settle();

        // When
        sink.clock.advance(Statements.AGAIN);
        sink.settle();

        // Then
        assertThat(kinds()).containsExactly("DeliveryHeldBack", "RecordParked");
        assertThat(sink.committable(SHARED_DELIVERY)).isEqualTo(1);
    }

    /** What a header holds that is no name may be anything. */
    @Test
    void saysWhatIsRefusedAndWhyAndRepeatsNoHeaderThatIsNoName() {
        // Given
        sink.takesDeadLetters = true;
        Map<String, Object> headers = Records.headers(ACME, "../secret", Records.bytes("a"));
        SinkRecord refused = Records.record(TOPIC, 4, headers, Records.bytes("a"));
        sink.append(refused);

        // When
        sink.settle();

        // Then
        assertThat(sink.said)
                .containsExactly(new RecordRefused(
                        lane("acme-logs", TOPIC),
                        NOW,
                        4,
                        Optional.empty(),
                        new DeliveryTrouble(
                                "RECORD_REFUSED",
                                "the object name must be relative, without empty segments, '.' and '..'",
                                "the record was passed over and is in the dead letter queue: find out who wrote it")));
    }

    @Test
    void saysThatARefusedRecordHoldsItsExportBackWhereItIsNotPassedOver() {
        // Given
        Map<String, Object> headers = Records.headers(ACME, "a.csv", Records.bytes("a"));
        sink.append(Records.record(TOPIC, 4, headers, Records.bytes("b")));

        // When
        sink.settle();

        // Then
        assertThat(kinds()).containsExactly("DeliveryHeldBack");
        DeliveryHeldBack heldBack = (DeliveryHeldBack) sink.said.get(0);
        assertThat(heldBack.trouble().reason()).isEqualTo("RECORD_REFUSED");
        assertThat(heldBack.retryAt()).isEmpty();
    }

    @Test
    void saysNothingOfRecordsThatAreNobodys() {
        // Given
        sink.takesDeadLetters = true;
        Map<String, Object> headers = Records.headers(ACME, "a.csv", Records.bytes("a"));
        headers.remove(PartHeaders.TENANT);
        sink.append(Records.record(TOPIC, 0, headers, Records.bytes("a")));

        // When
        sink.settle();

        // Then
        assertThat(sink.deadLetters).hasSize(1);
        assertThat(sink.said).isEmpty();
    }

    @Test
    void aLaneWhosePartsGoElsewhereIsNotHeldBackAnyMore() {
        // Given
        sink.store.brokenBuckets.put("acme-lgos", FailureKind.BUCKET_GONE);
        sink.store.add(ACME, "acme-lgos");
        sink.append(TOPIC, ACME, 0);
        sink.settle();

        // When
        sink.store.add(ACME, "acme-logs");
        sink.settle();

        // Then
        assertThat(kinds()).containsExactly("DeliveryHeldBack", "DeliveryResumed", "ObjectDelivered");
        assertThat(sink.said)
                .extracting(record -> record.lane().destination())
                .containsExactly("s3://acme-lgos/client-logs/", "s3://acme-lgos/client-logs/", base("acme-logs"));
    }

    @Test
    void partsOfVersionsThatNobodyKnowsAreHeldBackAtAPlaceThatIsNotKnown() {
        // Given
        sink.append(Records.part(TOPIC, ACME, 0, "ffffffffffff"));

        // When
        sink.settle();

        // Then
        assertThat(sink.said.get(0).lane()).isEqualTo(new DeliveryLane(ACME, TOPIC, 0, "unknown", "unknown"));
        assertThat(kinds()).containsExactly("DeliveryHeldBack");
    }

    private List<String> kinds() {
        return sink.said.stream()
                .map(record -> record.getClass().getSimpleName())
                .toList();
    }

    private static DeliveryTrouble trouble(FailureKind kind) {
        return new DeliveryTrouble(kind.name(), "fake", kind.advice());
    }

    /** With the id that stands in the first statement: it is a hash of the destination. */
    private DeliveryLane lane(String bucket, String topic) {
        DeliveryRecord first = sink.said.get(0);
        assertThat(first.lane().id()).matches("[0-9a-f]{8}");
        return new DeliveryLane(ACME, topic, 0, base(bucket), first.lane().id());
    }

    private static String base(String bucket) {
        return "s3://" + bucket + "/client-logs/";
    }
}
