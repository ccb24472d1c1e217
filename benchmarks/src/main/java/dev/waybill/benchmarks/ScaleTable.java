package dev.waybill.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** The rows of a table in Markdown, each printed at once, with the machine's load average of the minute before. */
final class ScaleTable {
    private static final int PERCENT = 100;

    private ScaleTable() {}

    static void begin(String what) {
        System.out.printf("%n| %s | | load |%n|---|---|---|%n", what);
    }

    static void row(String what, String figures) {
        System.out.printf(Locale.ROOT, "| %s | %s | %.1f |%n", what, figures, load());
    }

    /** The machine's load average of the minute before. */
    static double load() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getSystemLoadAverage();
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0);
    }

    /** Half, 99 % and all of the times are no longer than these. */
    static String percentiles(long[] millis) {
        long[] sorted = millis.clone();
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                "half %.1f s, 99 %% **%.1f s**, the last %.1f s",
                sorted[sorted.length / 2] / 1_000.0,
                sorted[(sorted.length * (PERCENT - 1) + PERCENT - 1) / PERCENT - 1] / 1_000.0,
                sorted[sorted.length - 1] / 1_000.0);
    }
}
