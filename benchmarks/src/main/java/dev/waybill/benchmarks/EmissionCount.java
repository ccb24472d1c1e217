package dev.waybill.benchmarks;

import dev.waybill.batch.Part;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.KafkaStreams;

/** Counts the events in emitted parts. */
final class EmissionCount implements PartMetrics {
    private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final AtomicLong events = new AtomicLong();
    private final AtomicLong parts = new AtomicLong();

    /**
     * Waits until so many events have been emitted, and prints
     * {@code emitted <name> events=… parts=… seconds=… longest-punctuation-ms=… heap-peak-mib=…}.
     *
     * @throws IllegalStateException if it takes more than ten minutes, or more events than that are emitted
     */
    void awaitAll(String name, KafkaStreams streams, long expected) {
        long start = System.nanoTime();
        while (events.get() < expected) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException(events + " of " + expected + " events were emitted");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        if (expected > 0) {
            System.out.printf(
                    "emitted %s events=%d parts=%d seconds=%.1f longest-punctuation-ms=%.0f heap-peak-mib=%d%n",
                    name,
                    events.get(),
                    parts.get(),
                    (System.nanoTime() - start) / 1e9,
                    MeasuredStreams.longestPunctuation(streams),
                    heapPeak() >> 20);
            if (events.get() > expected) {
                throw new IllegalStateException("more events were emitted than published: " + expected);
            }
        }
    }

    /** The sum of each heap area's own peak, which is no less than the heap's. */
    private static long heapPeak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    @Override
    public void emitted(Part part) {
        parts.incrementAndGet();
        events.addAndGet(part.events());
    }
}
