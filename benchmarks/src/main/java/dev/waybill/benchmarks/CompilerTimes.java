package dev.waybill.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** For how long Java's compilers have worked, by million records. Confined to one thread. */
final class CompilerTimes {
    private static final int RECORDS = 1_000_000;

    private final List<Double> seconds = new ArrayList<>();
    private long beforeMillis;

    /** So many records have been consumed since the start of the process. */
    void reached(long records) {
        while (records / RECORDS > seconds.size()) {
            long millis = ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
            seconds.add((double) (millis - beforeMillis) / TimeUnit.SECONDS.toMillis(1));
            beforeMillis = millis;
        }
    }

    @Override
    public String toString() {
        return seconds.stream()
                .map(each -> String.format(Locale.ROOT, "%.1f", each))
                .collect(Collectors.joining(","));
    }
}
