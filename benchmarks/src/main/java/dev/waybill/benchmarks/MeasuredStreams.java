package dev.waybill.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/** Reports the CPU time of this process per record that its Streams application has read, after a warm-up. */
final class MeasuredStreams {
    private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

    private MeasuredStreams() {}

    /**
     * Waits until the application has read {@code warmUp} records, then until it has read all {@code records}, and prints
     * {@code result <name> records=… micros-per-record=… records-per-second=… heap-mib=…}, then how the microseconds are
     * shared out.
     */
    static void report(String name, KafkaStreams streams, long warmUp, long records) {
        await(streams, warmUp);
        CpuTimes before = CpuTimes.now();
        long start = System.nanoTime();
        double first = consumed(streams);
        await(streams, records);
        double read = consumed(streams) - first;
        CpuTimes used = CpuTimes.now().minus(before);
        double perSecond = read / ((System.nanoTime() - start) / 1e9);
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
        System.out.printf(
                Locale.ROOT,
                "result %s records=%.0f micros-per-record=%.3f records-per-second=%.0f heap-mib=%d%n",
                name,
                read,
                used.process() / 1000.0 / read,
                perSecond,
                heap);
        System.out.printf(
                Locale.ROOT,
                "share %s stream-thread=%.3f collector=%.3f compiler=%.3f rest=%.3f%n",
                name,
                used.streamThreads() / 1000.0 / read,
                used.collector() / 1000.0 / read,
                used.compiler() / 1000.0 / read,
                used.rest() / 1000.0 / read);
    }

    private static void await(KafkaStreams streams, long records) {
        while (consumed(streams) < records) {
            if (!streams.state().isRunningOrRebalancing()) {
                throw new IllegalStateException("the application is " + streams.state());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static double consumed(KafkaStreams streams) {
        double total = 0;
        for (Map.Entry<MetricName, ? extends Metric> metric : streams.metrics().entrySet()) {
            MetricName name = metric.getKey();
            if (name.name().equals("records-consumed-total")
                    && !name.tags().containsKey("topic")
                    && name.tags().getOrDefault("client-id", "").endsWith("-consumer")
                    && !name.tags().getOrDefault("client-id", "").endsWith("restore-consumer")) {
                total += (Double) metric.getValue().metricValue();
            }
        }
        return total;
    }
}
