package dev.waybill.control.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PendingPartsTest {
    private static final Instant AT = Instant.parse("2026-03-04T06:10:00Z");
    private static final PendingParts.Emitted PART = new PendingParts.Emitted(0, 3600, AT);

    private final AtomicInteger budget = new AtomicInteger(2);
    private final PendingParts parts = new PendingParts(budget);

    @Test
    void aPartIsWaitedForUntilItSettles() {
        // Given
        assertThat(parts.await("a", PART)).isTrue();

        // Then
        assertThat(parts.oldest()).contains(AT);
        assertThat(parts.settled("b")).isEmpty();
        assertThat(parts.settled("a")).contains(PART);
        assertThat(parts.settled("a")).as("said again").isEmpty();
        assertThat(parts.oldest()).isEmpty();
        assertThat(budget).hasValue(2);
    }

    @Test
    void noMoreAreWaitedForThanMayBe() {
        assertThat(parts.await("a", PART)).isTrue();
        assertThat(parts.await("a", PART)).as("the same").isTrue();
        assertThat(parts.await("b", PART)).isTrue();
        assertThat(parts.await("c", PART)).isFalse();
        assertThat(parts.count()).isEqualTo(2);
        assertThat(parts.settledBefore(AT)).isEmpty();
        assertThat(parts.settledBefore(AT.plusMillis(1))).hasSize(2);
        assertThat(parts.await("c", PART)).isTrue();
    }

    @Test
    void aDeliveryThatIsHeardOfFirstIsKeptForAWhile() {
        // Given
        PendingParts.Settled first = arrived(AT);
        parts.early("a", first);
        parts.early("b", arrived(AT.plus(PendingParts.EARLY)));

        // Then
        assertThat(parts.earlyCount()).isEqualTo(2);
        parts.early("c", arrived(AT.plus(PendingParts.EARLY).plusMillis(1)));
        assertThat(parts.named("a")).as("a repeated one of a part long gone").isEmpty();
        assertThat(parts.named("b")).isPresent();
        assertThat(parts.named("b")).isEmpty();
    }

    @Test
    void theEarlyOnesAreBounded() {
        for (int i = 0; i < PendingParts.MAX_EARLY + 5; i++) {
            parts.early("part-" + i, arrived(AT));
        }

        assertThat(parts.earlyCount()).isEqualTo(PendingParts.MAX_EARLY);
        assertThat(parts.named("part-4")).isEmpty();
        assertThat(parts.named("part-5")).isPresent();
    }

    private static PendingParts.Settled arrived(Instant logged) {
        return new PendingParts.Settled(0, logged, 1, logged);
    }
}
