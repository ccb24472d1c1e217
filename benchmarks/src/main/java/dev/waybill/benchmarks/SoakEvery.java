package dev.waybill.benchmarks;

import java.time.Duration;

/** Something that is done again and again, the first time after so long. */
final class SoakEvery {
    private final Duration time;
    private long count;

    SoakEvery(Duration time) {
        this.time = time;
    }

    /** Whether it is to be done now; if so, it counts as done. */
    boolean isDue(Duration age) {
        boolean due = age.compareTo(time.multipliedBy(count + 1)) >= 0;
        count += due ? 1 : 0;
        return due;
    }

    /** How often it was done. */
    long count() {
        return count;
    }
}
