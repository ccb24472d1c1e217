package dev.waybill.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final Instant FIVE = Instant.parse("2026-03-04T05:00:00Z");
    private static final Instant SIX = Instant.parse("2026-03-04T06:00:00Z");
    private static final Window HOUR = new Window(FIVE, SIX);

    @Test
    void holdsItsStartButNotItsEnd() {
        // Then
        assertThat(HOUR.contains(FIVE)).isTrue();
        assertThat(HOUR.contains(SIX.minusNanos(1))).isTrue();
        assertThat(HOUR.contains(SIX)).isFalse();
        assertThat(HOUR.contains(FIVE.minusNanos(1))).isFalse();
    }

    @Test
    void isNeverEmpty() {
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Window(FIVE, FIVE))
                .withMessage("window must start before it ends: 2026-03-04T05:00:00Z to 2026-03-04T05:00:00Z");
    }

    @Test
    void isOrderedByStartThenByEnd() {
        // Then
        assertThat(HOUR).isLessThan(new Window(FIVE, SIX.plusSeconds(1)));
        assertThat(HOUR).isLessThan(new Window(FIVE.plusSeconds(1), SIX));
        assertThat(HOUR).isGreaterThan(new Window(FIVE.minusSeconds(1), SIX.plusSeconds(9)));
        assertThat(HOUR).isEqualByComparingTo(new Window(FIVE, SIX));
    }
}
