package dev.waybill.control.size;

import static dev.waybill.control.size.Measured.EXPORT_HEAP_KIB;
import static dev.waybill.control.size.Measured.HASH_NANOS;
import static dev.waybill.control.size.Measured.HEAP_MIB;
import static dev.waybill.control.size.Measured.INSTANCE_CORES;
import static dev.waybill.control.size.Measured.OBJECT_MICROS;
import static dev.waybill.control.size.Measured.OFF_HEAP_MIB;
import static dev.waybill.control.size.Measured.READ_MICROS;
import static dev.waybill.control.size.Measured.ROW_MICROS;
import static dev.waybill.control.size.Measured.STORE_NANOS;

import dev.waybill.contract.Limits;

/** What {@code run} needs: processors, threads, instances, partitions and memory. */
final class Application {
    /** So much of a thread's time is used at the peak; the rest is for catching up after an outage. */
    static final double BUSY = 0.5;

    static final int THREADS_OF_AN_INSTANCE = 4;
    /** Two, so that one may fail. */
    static final int FEWEST_INSTANCES = 2;

    /** So that threads get about the same, and there may be more threads later. */
    static final int PARTITIONS_OF_A_THREAD = 3;

    static final int FEWEST_PARTITIONS = 12;
    /** A thread's share of the process: producer, collector and compilers take the rest. */
    static final double CORES_OF_A_THREAD = 1.25;

    /** How much larger the heap is than what is in use. */
    static final double HEAP_FACTOR = 1.5;

    /** {@code memory-budget}, MiB, by default. */
    static final double BUDGET_MIB = 128;

    /** {@code store-memory}, MiB, by default. */
    static final double STORE_MEMORY_MIB = 256;
    /** {@code -XX:MaxRAMPercentage}, as the script {@code waybill} sets it. */
    static final double HEAP_OF_MEMORY = 0.6;

    /** The input topics: downloads and audits. */
    static final int SOURCES = 2;

    private static final double MICROS = 1e6;
    private static final double NANOS_OF_A_MICRO = 1e3;
    private static final double KIB_OF_A_MIB = 1_024;
    private static final double MIB = 1 << 20;

    private final Expected expected;
    private final Flow flow;
    private final State state;

    Application(Expected expected, Flow flow, State state) {
        this.expected = expected;
        this.flow = flow;
        this.state = state;
    }

    /** CPU for an event and the rows that are made of it, beside what objects take; µs. */
    double eventMicros() {
        RowCost cost = flow.cost();
        double row = ROW_MICROS.value()
                + cost.micros()
                + cost.compressMicros(expected.exports().compression())
                + flow.storedRow() * HASH_NANOS.value() / NANOS_OF_A_MICRO
                + state.shareThroughStore() * cost.bytes() * STORE_NANOS.value() / NANOS_OF_A_MICRO;
        return READ_MICROS.value() + expected.exports().rowsPerEvent() * row;
    }

    /** Of all instances at the peak, beside what each takes to keep up. */
    double workCores() {
        return expected.events().perSecond() * expected.events().peak() * eventMicros() / MICROS
                + flow.objectsADay() / Flow.DAY * OBJECT_MICROS.value() / MICROS;
    }

    int threads() {
        return (int) Math.max(1, Math.ceil(workCores() / BUSY));
    }

    int instances() {
        return (int) Math.max(FEWEST_INSTANCES, Math.ceil((double) threads() / THREADS_OF_AN_INSTANCE));
    }

    /** {@code num.stream.threads} of each instance. */
    int threadsOfAnInstance() {
        return (int) Math.ceil((double) threads() / instances());
    }

    /** What an instance may use, so that all its threads can run at once. */
    double coresOfAnInstance() {
        return Math.ceil(threadsOfAnInstance() * CORES_OF_A_THREAD);
    }

    /** What all instances use in the busiest hour. */
    double usedCores() {
        return workCores() + instances() * INSTANCE_CORES.value();
    }

    /** Of each input topic. */
    int partitions() {
        return Math.max(FEWEST_PARTITIONS, PARTITIONS_OF_A_THREAD * instances() * threadsOfAnInstance());
    }

    int sourcePartitions() {
        return SOURCES * partitions();
    }

    /** The state, once; bytes. */
    double stateBytes() {
        return state.bytes(sourcePartitions());
    }

    /** Of an instance, with the standby copies that it holds; bytes. */
    double diskOfAnInstance() {
        return State.DISK_FACTOR * stateBytes() * (1 + expected.kept().standbys()) / instances();
    }

    /** In use after a full collection. */
    double liveHeapMib() {
        return HEAP_MIB.value() + flow.exports() * EXPORT_HEAP_KIB.value() / KIB_OF_A_MIB;
    }

    /** {@code -Xmx} of an instance. */
    double heapMib() {
        return HEAP_FACTOR * (liveHeapMib() + BUDGET_MIB + Limits.PRODUCER_BUFFER_MEMORY / MIB);
    }

    /** Of the process: RocksDB keeps what the stores have, standby copies too, up to its limit. */
    double residentMib() {
        double stored = stateBytes() / MIB * (1.0 + expected.kept().standbys()) / instances();
        return heapMib() + OFF_HEAP_MIB.value() + Math.min(STORE_MEMORY_MIB, stored);
    }

    /** Of the machine or the container, so that the heap fits into the script's share of it, and all else into the rest. */
    double memoryMib() {
        return Math.max(heapMib() / HEAP_OF_MEMORY, (residentMib() - heapMib()) / (1 - HEAP_OF_MEMORY));
    }
}
