package dev.waybill.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * CPU time that this process has used, nanoseconds. With the serial collector its pauses are its CPU time.
 *
 * @param process all of it
 * @param streamThreads of Kafka Streams' threads, or of what stands for them
 * @param collector of garbage
 */
record CpuTimes(long process, long streamThreads, long collector) {
    /** Kafka Streams' threads, and Flink's tasks with what reads for them. */
    private static final Pattern WORKERS = Pattern.compile(".*-StreamThread-\\d+|.*\\(\\d+/\\d+\\)#\\d+.*");

    private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

    static CpuTimes now() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long streams = 0;
        for (long id : threads.getAllThreadIds()) {
            var thread = threads.getThreadInfo(id);
            if (thread != null && WORKERS.matcher(thread.getThreadName()).matches()) {
                streams += threads.getThreadCpuTime(id);
            }
        }
        long collector = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
        return new CpuTimes(system.getProcessCpuTime(), streams, TimeUnit.MILLISECONDS.toNanos(collector));
    }

    CpuTimes minus(CpuTimes before) {
        return new CpuTimes(
                process - before.process, streamThreads - before.streamThreads, collector - before.collector);
    }

    /**
     * Waits until {@code warmUp} records were consumed, then until all {@code records} were, and prints
     * {@code result <name> records=… micros-per-record=… records-per-second=… heap-mib=…}, then how the microseconds are
     * shared out, and for how long Java's compilers have worked during each million records since the start of the process.
     */
    static void report(String name, LongSupplier consumed, BooleanSupplier alive, long warmUp, long records) {
        CompilerTimes compilers = new CompilerTimes();
        await(consumed, alive, warmUp, compilers);
        CpuTimes before = now();
        long start = System.nanoTime();
        long first = consumed.getAsLong();
        System.out.printf(
                Locale.ROOT,
                "warm-up %s records=%d process-seconds=%.1f stream-thread-seconds=%.1f%n",
                name,
                first,
                before.process / 1e9,
                before.streamThreads / 1e9);
        await(consumed, alive, records, compilers);
        double read = consumed.getAsLong() - first;
        CpuTimes used = now().minus(before);
        double perSecond = read / ((System.nanoTime() - start) / 1e9);
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
        System.out.printf(
                Locale.ROOT,
                "result %s records=%.0f micros-per-record=%.3f records-per-second=%.0f heap-mib=%d%n",
                name,
                read,
                used.process / 1000.0 / read,
                perSecond,
                heap);
        System.out.printf(
                Locale.ROOT,
                "share %s stream-thread=%.3f collector=%.3f compiler-and-rest=%.3f%n",
                name,
                used.streamThreads / 1000.0 / read,
                used.collector / 1000.0 / read,
                (used.process - used.streamThreads - used.collector) / 1000.0 / read);
        System.out.printf("compilers %s seconds-by-million=%s%n", name, compilers);
    }

    private static void await(LongSupplier consumed, BooleanSupplier alive, long records, CompilerTimes compilers) {
        while (consumed.getAsLong() < records) {
            compilers.reached(consumed.getAsLong());
            if (!alive.getAsBoolean() && consumed.getAsLong() < records) {
                throw new IllegalStateException("what is measured ended after " + consumed.getAsLong() + " records");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
