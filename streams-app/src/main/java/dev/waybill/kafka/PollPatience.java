package dev.waybill.kafka;

import dev.waybill.registry.Patience;
import java.time.Duration;

/**
 * How long the records that a consumer's thread has polled may wait, in sum, before it polls again: half of
 * {@code max.poll.interval.ms}. The other half is for the work on them, since Kafka Streams polls again after the first round
 * of records that ends later than that. Each thread has its own; whatever it waits for takes from the same.
 */
public final class PollPatience implements Patience {
    private final Duration atMost;
    private final ThreadLocal<Duration> waited = ThreadLocal.withInitial(() -> Duration.ZERO);

    /** @param pollInterval {@code max.poll.interval.ms} */
    public PollPatience(Duration pollInterval) {
        this.atMost = pollInterval.dividedBy(2);
    }

    /** The thread at hand polls. */
    void polled() {
        waited.remove();
    }

    @Override
    public Duration left() {
        return atMost.minus(waited.get());
    }

    @Override
    public void waited(Duration time) {
        waited.set(waited.get().plus(time));
    }
}
