package dev.waybill.control.console.checkup;

import dev.waybill.control.doctor.DoctorMetrics;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;

/** The doctor's metrics of exports where a check has failed; of the others a sum is enough. */
public final class CheckupMetrics {
    /** More series help nobody: then it is one cause for all. */
    static final int MOST = 1_000;

    private CheckupMetrics() {}

    /** Prometheus' text format; empty if nothing was looked at. */
    public static String text(Collection<Checkup> all) {
        return all.stream()
                .map(Checkup::at)
                .max(Comparator.naturalOrder())
                .map(at -> text(all, at))
                .orElse("");
    }

    private static String text(Collection<Checkup> all, Instant at) {
        return DoctorMetrics.text(
                at,
                all.stream()
                        .map(checkup -> checkup.operators().tally())
                        .filter(tally -> !tally.failed().isEmpty())
                        .limit(MOST)
                        .toList());
    }
}
