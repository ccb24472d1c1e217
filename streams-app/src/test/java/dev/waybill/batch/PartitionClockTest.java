package dev.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.store.Bookmark;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionClockTest {
    private final PartitionClock clock = new PartitionClock();

    @Test
    void isTheHighestArrivalSoFar() {
        // When
        clock.read(0, 500);
        clock.read(1, 300);
        long afterAnEarlierOne = clock.millis();
        clock.read(2, 700);

        // Then
        assertThat(afterAnEarlierOne).isEqualTo(500);
        assertThat(clock.millis()).isEqualTo(700);
        assertThat(clock.millisBefore()).isEqualTo(500);
        assertThat(clock.offset()).isEqualTo(2);
    }

    /** Or the state would say that reading has to begin again before there is anything. */
    @Test
    void whatIsIdleFromTheStartOnIsIdleWhereReadingBegins() {
        clock.beginAt(7);
        clock.advanceIdle(900);

        assertThat(clock.offset()).isEqualTo(6);
        assertThat(clock.hasRead()).isFalse();
        assertThat(clock.millis()).isEqualTo(900);
    }

    @Test
    void knowsWhetherAnythingWasRead() {
        assertThat(clock.hasRead()).isFalse();
        clock.restore(new Bookmark(5, 100, List.of()));
        assertThat(clock.hasRead()).isFalse();
        clock.read(5, 100);
        assertThat(clock.hasRead()).isTrue();
    }

    @Test
    void isWhatThePartitionWasProvenIdleThroughAndNeverGoesBack() {
        // When
        clock.read(0, 500);
        clock.advanceIdle(900);
        clock.advanceIdle(600);
        clock.read(1, 700);

        // Then
        assertThat(clock.millis()).isEqualTo(900);
        assertThat(clock.millisBefore()).isEqualTo(900);
    }

    @Test
    void takesTheSameValuesWhenTheLogIsReadAgain() {
        // Given
        clock.read(0, 500);
        clock.read(1, 510);
        clock.advanceIdle(900);
        clock.read(2, 650);
        clock.advanceIdle(1_000);
        PartitionClock again = new PartitionClock();

        // When
        again.restore(clock.bookmark(1, 500));

        // Then
        assertThat(again.offset()).isZero();
        assertThat(again.millis()).isEqualTo(500);
        assertThat(again.millisBefore()).isEqualTo(500);
        again.read(1, 510);
        assertThat(again.millis()).isEqualTo(510);
        again.read(2, 650);
        assertThat(again.millis()).isEqualTo(900);
        again.replayed();
        assertThat(again.millis()).isEqualTo(1_000);
    }

    @Test
    void aProofBeforeTheBookmarkIsForgottenAndOneBehindItIsKept() {
        // Given
        clock.read(0, 500);
        clock.advanceIdle(600);
        clock.read(1, 610);
        clock.advanceIdle(700);

        // When, Then
        assertThat(clock.bookmark(0, 0).idleAdvances())
                .containsExactly(new Bookmark.IdleAdvance(0, 600), new Bookmark.IdleAdvance(1, 700));
        assertThat(clock.bookmark(1, 600)).isEqualTo(new Bookmark(1, 600, List.of(new Bookmark.IdleAdvance(1, 700))));
        assertThat(clock.bookmark(2, 700).idleAdvances()).isEmpty();
    }
}
