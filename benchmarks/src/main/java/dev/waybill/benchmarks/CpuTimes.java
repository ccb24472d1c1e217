package dev.waybill.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/**
 * CPU time that this process has used, nanoseconds. With the serial collector its pauses are its CPU time; the compiler's
 * time is that of its threads on the clock, so no less than their CPU time.
 *
 * @param process all of it
 * @param streamThreads of Kafka Streams' threads
 * @param collector of garbage
 * @param compiler from byte code to machine code
 */
record CpuTimes(long process, long streamThreads, long collector, long compiler) {
    static CpuTimes now() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long streams = 0;
        for (long id : threads.getAllThreadIds()) {
            var thread = threads.getThreadInfo(id);
            if (thread != null && thread.getThreadName().matches(".*-StreamThread-\\d+")) {
                streams += threads.getThreadCpuTime(id);
            }
        }
        long collector = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
        return new CpuTimes(
                system.getProcessCpuTime(),
                streams,
                TimeUnit.MILLISECONDS.toNanos(collector),
                TimeUnit.MILLISECONDS.toNanos(
                        ManagementFactory.getCompilationMXBean().getTotalCompilationTime()));
    }

    CpuTimes minus(CpuTimes before) {
        return new CpuTimes(
                process - before.process,
                streamThreads - before.streamThreads,
                collector - before.collector,
                compiler - before.compiler);
    }

    long rest() {
        return process - streamThreads - collector - compiler;
    }
}
