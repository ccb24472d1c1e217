package dev.waybill.sink.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StatedDeliveriesTest {
    private final AtomicLong nanos = new AtomicLong();
    private final StatedDeliveries stated = new StatedDeliveries(nanos::get);

    @Test
    void countsWhatIsStatedDroppedAndNeitherYet() {
        // When
        for (int i = 0; i < 6; i++) {
            stated.noted();
        }
        stated.stated();
        stated.stated();
        stated.dropped("TimeoutException");

        // Then
        assertThat(stated.getStated()).isEqualTo(2);
        assertThat(stated.getDropped()).isEqualTo(1);
        assertThat(stated.getWaiting()).isEqualTo(3);
    }

    /** Where one broker of three is away, every third record fails: that is one outage, not hundreds. */
    @Test
    void anOutageLastsUntilNothingWasDroppedForAMinute() {
        // Given
        stated.dropped("TimeoutException");

        // When
        stated.stated();
        String soonAfter = stated.getTrouble();
        nanos.addAndGet(StatedDeliveries.CALM.toNanos());
        stated.stated();

        // Then
        assertThat(soonAfter).isEqualTo("TimeoutException");
        assertThat(stated.getTrouble()).isEmpty();
    }

    @Test
    void saysWhyItDroppedLast() {
        // When
        stated.dropped("TimeoutException");
        stated.dropped("TopicAuthorizationException");

        // Then
        assertThat(stated.getTrouble()).isEqualTo("TopicAuthorizationException");
    }
}
