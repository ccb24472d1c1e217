package dev.waybill.sink.backlog;

import static dev.waybill.contract.Topics.SHARED_DELIVERY;
import static dev.waybill.sink.fake.Records.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.sink.destination.Endpoint;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.destination.Trouble;
import dev.waybill.sink.fake.Records;
import dev.waybill.sink.part.PartRecord;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final Instant NOW = Instant.parse("2026-03-04T06:00:00Z");
    private static final Instant WRITTEN_AT = Instant.parse(Records.WRITTEN_AT);
    private static final Endpoint STORE = new Endpoint("store");
    private static final Endpoint STS = new Endpoint("sts");

    private final Backlog backlog =
            new Backlog(new BacklogKey(new TopicPartition(SHARED_DELIVERY, 0), Optional.of(ACME), Optional.empty()));

    @Test
    void hasNothingToSayAtFirst() {
        assertThat(backlog.state()).isEqualTo(BacklogState.IDLE);
        assertThat(backlog.lowestUndelivered()).isEqualTo(-1);
        assertThat(backlog.undeliveredSince()).isEmpty();
        assertThat(backlog.dueAt(NOW)).isEmpty();
        assertThat(backlog.isReleasable(NOW)).isFalse();
        assertThat(backlog.giveUpQueue()).isZero();
        assertThat(backlog.held()).isEmpty();
    }

    @Test
    void wantsEachRecordOnceUntilItGivesUp() {
        // Given
        backlog.add(record(3, 10), STORE);
        boolean again = backlog.wants(Records.VERSION, 3);
        boolean later = backlog.wants(Records.VERSION, 4);

        // When
        backlog.giveUpQueue();
        boolean whileHeld = backlog.wants(Records.VERSION, 3);
        backlog.release(1);

        // Then
        assertThat(again).isFalse();
        assertThat(later).isTrue();
        assertThat(whileHeld).isFalse();
        assertThat(backlog.wants(Records.VERSION, 2)).as("it is delivered").isFalse();
        assertThat(backlog.wants(Records.VERSION, 3)).isTrue();
    }

    @Test
    void countsAgainstTheEndpointOfItsFirstRecordUntilItIsEmpty() {
        // When
        backlog.add(record(0, 10), STS);
        backlog.add(record(1, 10), STORE);
        Endpoint both = backlog.endpoint();
        backlog.passed();
        backlog.passed();
        backlog.add(record(2, 10), STORE);

        // Then
        assertThat(both).isEqualTo(STS);
        assertThat(backlog.endpoint()).isEqualTo(STORE);
    }

    @Test
    void freesTheBytesOfWhatIsStillQueued() {
        // Given
        backlog.add(record(0, 10), STORE);
        backlog.add(record(1, 200), STORE);
        backlog.add(record(2, 3_000), STORE);

        // When
        backlog.passed();
        long freed = backlog.giveUpQueue();

        // Then
        assertThat(freed).isEqualTo(3_200);
        assertThat(backlog.isBusy()).isFalse();
        assertThat(backlog.held()).contains(new Held(1, 200, Optional.of(WRITTEN_AT), true));
        assertThat(backlog.giveUpQueue()).isZero();
    }

    @Test
    void inTroubleTakesOneRecordAndHoldsWhatComesBehindIt() {
        // Given
        backlog.trouble(trouble(NOW));

        // When
        backlog.add(record(5, 10), STORE);

        // Then
        assertThat(backlog.wants(Records.VERSION, 6)).isFalse();
        assertThat(backlog.held()).contains(new Held(6, 0, Optional.of(WRITTEN_AT), false));
        assertThat(backlog.lowestUndelivered()).isEqualTo(5);
    }

    /** What is parked need not be probed first. */
    @Test
    void whileItParksTakesAllRecords() {
        // Given
        backlog.trouble(trouble(NOW));
        backlog.startParking();

        // When
        backlog.add(record(5, 10), STORE);

        // Then
        assertThat(backlog.wants(Records.VERSION, 6)).isTrue();
        assertThat(backlog.state()).isEqualTo(BacklogState.PARKED);
    }

    @Test
    void isReadAgainWhenItsTroubleAllowsItAndNoProbeIsUnderWay() {
        // Given
        backlog.hold(new Held(5, 10, Optional.empty(), true));
        boolean withoutTrouble = backlog.isReleasable(NOW);
        backlog.trouble(trouble(NOW));

        // Then
        assertThat(withoutTrouble).isTrue();
        assertThat(backlog.isReleasable(NOW.minusMillis(1))).isFalse();
        assertThat(backlog.isReleasable(NOW)).isTrue();
        assertThat(backlog.dueAt(NOW.minusSeconds(5))).contains(NOW);
        backlog.callWaits();
        assertThat(backlog.isReleasable(NOW)).as("a call waits").isFalse();
        backlog.callEnded();
        backlog.add(record(5, 10), STORE);
        assertThat(backlog.isReleasable(NOW)).as("a probe is queued").isFalse();
    }

    @Test
    void whileItParksIsReadAgainWithoutWaiting() {
        // Given
        backlog.hold(new Held(5, 10, Optional.empty(), true));
        backlog.trouble(trouble(NOW.plusSeconds(60)));

        // When
        backlog.startParking();

        // Then
        assertThat(backlog.isReleasable(NOW)).isTrue();
        assertThat(backlog.dueAt(NOW)).contains(NOW);
        backlog.stopParking();
        assertThat(backlog.isReleasable(NOW)).isFalse();
        assertThat(backlog.dueAt(NOW)).contains(NOW.plusSeconds(60));
    }

    @Test
    void catchesUpUntilEverythingDroppedWasReadAgain() {
        // Given
        backlog.hold(new Held(5, 10, Optional.of(WRITTEN_AT), true));
        BacklogState held = backlog.state();

        // When
        backlog.release(7);
        BacklogState released = backlog.state();
        Optional<Instant> since = backlog.undeliveredSince();
        backlog.caughtUp();

        // Then
        assertThat(held).isEqualTo(BacklogState.CATCHING_UP);
        assertThat(released).isEqualTo(BacklogState.CATCHING_UP);
        assertThat(since).contains(WRITTEN_AT);
        assertThat(backlog.turn()).isEqualTo(7);
        assertThat(backlog.state()).isEqualTo(BacklogState.IDLE);
        assertThat(backlog.behind()).isEmpty();
    }

    /** The offset where it is held now counts, not the one it was released from. */
    @Test
    void isBehindNoMoreWhenItIsHeldAnew() {
        // Given
        backlog.hold(new Held(5, 10, Optional.empty(), true));
        backlog.release(1);

        // When
        backlog.hold(new Held(8, 10, Optional.empty(), true));

        // Then
        assertThat(backlog.behind()).isEmpty();
        assertThat(backlog.lowestUndelivered()).isEqualTo(8);
    }

    @Test
    void saysWhetherItsTroubleEndsByItself() {
        backlog.trouble(trouble(NOW));
        assertThat(backlog.state()).isEqualTo(BacklogState.RETRYING);
        backlog.trouble(trouble(Instant.MAX));
        assertThat(backlog.state()).isEqualTo(BacklogState.BLOCKED);
        backlog.recovered();
        assertThat(backlog.state()).isEqualTo(BacklogState.IDLE);
        assertThat(backlog.trouble()).isEmpty();
    }

    @Test
    void recoversFromParkingToo() {
        // Given
        backlog.trouble(trouble(NOW));
        backlog.startParking();

        // When
        backlog.recovered();

        // Then
        assertThat(backlog.isParking()).isFalse();
        assertThat(backlog.state()).isEqualTo(BacklogState.IDLE);
    }

    @Test
    void isDeliveringAsLongAsSomethingIsQueued() {
        // When
        backlog.add(record(0, 10), STORE);
        BacklogState queued = backlog.state();
        backlog.passed();

        // Then
        assertThat(queued).isEqualTo(BacklogState.DELIVERING);
        assertThat(backlog.state()).isEqualTo(BacklogState.IDLE);
    }

    /** A call that runs cannot be called back: its bytes are in memory until it ends. */
    @Test
    void keepsTheRecordWhoseCallRunsWhenItIsClosed() {
        // Given
        backlog.add(record(0, 10), STORE);
        backlog.add(record(1, 200), STORE);
        backlog.callWaits();
        backlog.callRuns();

        // When
        long freedAtOnce = backlog.close();
        backlog.callEnded();
        long freedLater = backlog.giveUpQueue();

        // Then
        assertThat(backlog.isClosed()).isTrue();
        assertThat(freedAtOnce).isEqualTo(200);
        assertThat(freedLater).isEqualTo(10);
    }

    @Test
    void freesEverythingWhenItIsClosedAndNoCallRuns() {
        // Given
        backlog.add(record(0, 10), STORE);
        backlog.callWaits();

        // Then
        assertThat(backlog.close()).isEqualTo(10);
        assertThat(backlog.isBusy()).isFalse();
    }

    private static Trouble trouble(Instant retryAt) {
        return new Trouble(FailureKind.ACCESS_DENIED, "fake", NOW, 1, retryAt, Optional.empty());
    }

    private static PartRecord record(long offset, int size) {
        return PartRecord.of(Records.part(SHARED_DELIVERY, ACME, offset, new byte[size]));
    }
}
