package dev.waybill.sink.deliveries;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what is said about deliveries, for JMX: said = stated + dropped + waiting. An outage begins with the first record that
 * is dropped and ends with the first one that is written a minute after the last drop; its begin and its end are one line in
 * the log each. Safe for use by several threads.
 */
public final class StatedDeliveries implements StatedDeliveriesMXBean {
    static final Duration CALM = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(StatedDeliveries.class);

    private final LongSupplier nanoTime;
    private long noted;
    private long stated;
    private long dropped;
    private long droppedBefore;
    private long lastDrop;
    private String trouble = "";

    public StatedDeliveries(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void noted() {
        noted++;
    }

    synchronized void stated() {
        stated++;
        if (!trouble.isEmpty() && nanoTime.getAsLong() - lastDrop >= CALM.toNanos()) {
            LOG.info("Deliveries are stated again: droppedMeanwhile={}", dropped - droppedBefore);
            trouble = "";
        }
    }

    /** @param reason in a few words, without content */
    synchronized void dropped(String reason) {
        if (trouble.isEmpty()) {
            LOG.warn(
                    "What is delivered cannot be stated on waybill.deliveries; delivery itself goes on: reason={}; check"
                            + " deliveries.client.* and that the topic exists (./waybill topics)",
                    reason);
            droppedBefore = dropped;
        }
        dropped++;
        trouble = reason;
        lastDrop = nanoTime.getAsLong();
    }

    @Override
    public synchronized long getStated() {
        return stated;
    }

    @Override
    public synchronized long getDropped() {
        return dropped;
    }

    @Override
    public synchronized long getWaiting() {
        return noted - stated - dropped;
    }

    @Override
    public synchronized String getTrouble() {
        return trouble;
    }
}
