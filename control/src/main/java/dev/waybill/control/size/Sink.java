package dev.waybill.control.size;

import static dev.waybill.control.size.Measured.PUT_MICROS;

/** What Waybill's sink needs, as its connector is rendered. */
final class Sink {
    /** {@code tasks.max}, as rendered. */
    static final int TASKS = 4;
    /** {@code upload.memory.bytes}, by default, and what a consumer fetches ahead; MiB. */
    static final double TASK_MIB = 256 + 50;
    /** Windows end together, and their objects come within {@code spread}, a minute by default. */
    private static final double SPREAD_SECONDS = 60;

    private static final double MICROS = 1e6;

    private final Expected expected;
    private final Flow flow;

    Sink(Expected expected, Flow flow) {
        this.expected = expected;
        this.flow = flow;
    }

    /** On average. */
    double cores() {
        return flow.putsADay() / Flow.DAY * PUT_MICROS.value() / MICROS;
    }

    /** When windows end together, objects a second. */
    double burst() {
        double windows = Math.max(1, Flow.DAY / expected.exports().window().toSeconds());
        return flow.putsADay() / windows / SPREAD_SECONDS;
    }

    /** Of all workers together. */
    double heapMib() {
        return TASKS * TASK_MIB + flow.exports() * Measured.EXPORT_HEAP_KIB.value() / 1_024;
    }
}
