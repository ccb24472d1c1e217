package dev.waybill.control.preview;

import dev.waybill.batch.Counts;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one export would deliver.
 *
 * @param configVersion of the spec that was looked at
 * @param format its kind
 * @param counts of the tenant's events; nothing is open
 * @param leftOut how many events each key of its {@code select} leaves out, the first that does
 * @param withheld how many events could not be delivered, by reason
 * @param windows as they would be delivered, by start
 * @param perDay what a day would hold at the pace of the events that were read; empty if they say too little
 * @param file the first one; empty if there is none
 * @param samples some of the events
 * @param scanned how many rows were searched for hidden values
 * @param leaks what was found, leaks first
 */
public record ExportPreview(
        ExportId export,
        Source source,
        String configVersion,
        String format,
        Counts counts,
        SortedMap<String, Long> leftOut,
        SortedMap<String, Long> withheld,
        List<PreviewWindow> windows,
        Optional<PerDay> perDay,
        Optional<PreviewFile> file,
        List<PreviewSample> samples,
        long scanned,
        List<Leak> leaks) {
    public ExportPreview {
        leftOut = Collections.unmodifiableSortedMap(new TreeMap<>(leftOut));
        withheld = Collections.unmodifiableSortedMap(new TreeMap<>(withheld));
        windows = List.copyOf(windows);
        samples = List.copyOf(samples);
        leaks = List.copyOf(leaks);
    }

    /**
     * What a day would hold.
     *
     * @param over the time that it is reckoned from
     */
    public record PerDay(long rows, long bytes, Duration over) {
        private static final Duration SHORTEST = Duration.ofMinutes(1);

        static Optional<PerDay> of(long rows, long bytes, Duration over) {
            if (over.compareTo(SHORTEST) < 0) {
                return Optional.empty();
            }
            double days = over.toMillis() / (double) Duration.ofDays(1).toMillis();
            return Optional.of(new PerDay(Math.round(rows / days), Math.round(bytes / days), over));
        }
    }

    /** The number of files. */
    public int parts() {
        return windows.stream().mapToInt(PreviewWindow::parts).sum();
    }

    /** Their bytes, as stored. */
    public long bytes() {
        return windows.stream().mapToLong(PreviewWindow::bytes).sum();
    }

    /** What redaction promises to find and would not: empty where everything that was looked at keeps its promise. */
    public List<Leak> leaked() {
        return leaks.stream().filter(Leak::isLeak).toList();
    }
}
