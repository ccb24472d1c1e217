package dev.waybill.sink.backlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    @Test
    void doublesUpToItsMaximum() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10), () -> 1.0);
        assertThat(IntStream.of(1, 2, 3, 4, 5, 1_000_000).mapToObj(backoff::delay))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
    }

    @Test
    void takesOffUpToAHalf() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10), () -> 0.0);
        assertThat(backoff.delay(3)).isEqualTo(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "-1, 10", "10, 9"})
    void refusesDelaysThatAreNoneOrTheWrongWayRound(long initial, long max) {
        assertThatThrownBy(() -> new Backoff(Duration.ofMillis(initial), Duration.ofMillis(max), () -> 0.0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the initial backoff must be positive and not above the maximum");
    }

    /** The doubled delay does not fit into a number any more. */
    @Test
    void staysAtItsMaximumHoweverLongTheInitialDelayIs() {
        Duration century = Duration.ofDays(36_500);
        Backoff backoff = new Backoff(century, century, () -> 1.0);

        assertThat(backoff.delay(1)).isEqualTo(century);
        assertThat(backoff.delay(30)).isEqualTo(century);
    }

    @Test
    void neverIsNothing() {
        Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), () -> 0.0);

        assertThat(backoff.delay(1)).isEqualTo(Duration.ofMillis(1));
    }
}
