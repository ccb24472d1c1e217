package dev.waybill.sink.backlog;

import static dev.waybill.contract.Topics.SHARED_DELIVERY;
import static dev.waybill.sink.fake.Records.ACME;
import static dev.waybill.sink.fake.Records.GLOBEX;
import static dev.waybill.sink.fake.Records.objectName;
import static dev.waybill.sink.fake.Records.receiptName;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.PartHeaders;
import dev.waybill.contract.Topics;
import dev.waybill.ledger.RecordDiscarded;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.destination.Pause;
import dev.waybill.sink.fake.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must not leave any more is passed over, and counted. Records here are of the window that starts at 4. */
class DiscardTest {
    private static final Instant FIVE = Instant.parse("2026-03-04T05:00:00Z");

    private final SinkScenario sink = new SinkScenario();

    @BeforeEach
    void knowTwoExports() {
        sink.store.add(ACME, "acme-logs");
        sink.store.add(GLOBEX, "globex-logs");
    }

    @AfterEach
    void close() {
        sink.dispatcher.revokeAll();
    }

    @Test
    void whatIsDiscardedIsPassedOverAndSaid() throws Exception {
        // Given
        sink.store.discardsBefore.put(ACME, FIVE);
        sink.append(SHARED_DELIVERY, ACME, 0, 1);
        sink.append(SHARED_DELIVERY, GLOBEX, 2);

        // When
        sink.settle();

        // Then
        assertThat(sink.store.uploaded).containsExactly(objectName(GLOBEX, 2));
        assertThat(sink.committable(SHARED_DELIVERY)).isEqualTo(3);
        assertThat(attribute("DiscardedRecords")).isEqualTo(2L);
        assertThat(attribute("DeliveredObjects")).isEqualTo(0L);
        assertThat(sink.said)
                .filteredOn(RecordDiscarded.class::isInstance)
                .allSatisfy(
                        said -> assertThat(((RecordDiscarded) said).window()).isPresent())
                .extracting(said -> ((RecordDiscarded) said).object())
                .containsExactly(Optional.of(objectName(ACME, 0)), Optional.of(objectName(ACME, 1)));
    }

    @Test
    void windowsThatStartLaterAreDelivered() {
        sink.store.discardsBefore.put(ACME, Instant.parse("2026-03-04T04:00:00Z"));
        sink.append(SHARED_DELIVERY, ACME, 0);

        sink.settle();

        assertThat(sink.store.uploaded).containsExactly(objectName(ACME, 0));
    }

    @Test
    void whatWaitsUnderAPauseIsPassedOverWhenItEnds() {
        // Given
        sink.store.pauses.put(ACME, new Pause(FIVE, "ops", "leak"));
        sink.append(SHARED_DELIVERY, ACME, 0, 1);
        sink.settle();

        // When
        sink.store.discardsBefore.put(ACME, FIVE);
        sink.store.pauses.clear();
        sink.settle();

        // Then
        assertThat(sink.store.uploaded).isEmpty();
        assertThat(sink.committable(SHARED_DELIVERY)).isEqualTo(2);
    }

    @Test
    void whatABrokenDestinationHoldsBackIsPassedOverToo() {
        // Given
        sink.store.broken.put(ACME, FailureKind.BUCKET_GONE);
        sink.append(SHARED_DELIVERY, ACME, 0, 1);
        sink.settle();

        // When
        sink.store.discardsBefore.put(ACME, FIVE);
        sink.clock.advance(Duration.ofHours(1));
        sink.settle();

        // Then
        assertThat(sink.store.uploaded).isEmpty();
        assertThat(sink.committable(SHARED_DELIVERY)).isEqualTo(2);
    }

    @Test
    void whatWasReplayedAndReceiptsAreDelivered() {
        // Given
        sink.store.discardsBefore.put(ACME, FIVE);
        byte[] content = Records.bytes("a");
        Map<String, Object> headers = Records.headers(ACME, "replay=r1/a.csv", content);
        headers.put(PartHeaders.REPLAY, Records.bytes("r1"));
        sink.append(Records.record(Topics.dedicated(ACME), 0, headers, content));
        sink.append(Records.receipt(Topics.dedicated(ACME), ACME, 1));

        // When
        sink.settle();

        // Then
        assertThat(sink.store.uploaded).containsExactly("replay=r1/a.csv", receiptName(ACME, 1));
    }

    private Object attribute(String name) throws Exception {
        return BacklogBeansTest.attribute(sink.beans, "scenario", ACME, SHARED_DELIVERY, name);
    }
}
