package dev.waybill.control.preview;

import dev.waybill.batch.BatchEnd;
import dev.waybill.batch.Counts;
import dev.waybill.batch.Part;
import dev.waybill.batch.store.BatchKey;
import dev.waybill.window.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one export has delivered in a preview. */
final class Tally {
    private record WindowKey(Window window, PreviewWindow.Lateness late) implements Comparable<WindowKey> {
        @Override
        public int compareTo(WindowKey other) {
            int byWindow = window.compareTo(other.window);
            return byWindow != 0 ? byWindow : late.compareTo(other.late);
        }
    }

    private final SortedMap<WindowKey, PreviewWindow> windows = new TreeMap<>();
    private final SortedMap<String, Long> withheld = new TreeMap<>();
    private Counts counts = Counts.NONE;
    private Optional<Part> first = Optional.empty();

    void part(Part part) {
        first = first.or(() -> Optional.of(part));
        WindowKey key = key(part.window(), part.lateHour().isPresent());
        windows.put(key, window(key).plus(part.events(), part.bytes().length));
    }

    void finished(BatchEnd end) {
        BatchKey key = end.key();
        counts = counts.plus(end.counts());
        WindowKey window = key(key.window(), key.isLate());
        windows.putIfAbsent(window, window(window));
    }

    void withheld(String reason) {
        withheld.merge(reason, 1L, Long::sum);
    }

    private static WindowKey key(Window window, boolean late) {
        return new WindowKey(window, late ? PreviewWindow.Lateness.LATE : PreviewWindow.Lateness.ON_TIME);
    }

    private PreviewWindow window(WindowKey key) {
        Instant start = key.window().start();
        return windows.getOrDefault(
                key, new PreviewWindow(start, key.window().end(), key.late(), 0, 0, 0));
    }

    Counts counts() {
        return counts;
    }

    SortedMap<String, Long> withheld() {
        return withheld;
    }

    List<PreviewWindow> windows() {
        return new ArrayList<>(windows.values());
    }

    Optional<Part> first() {
        return first;
    }
}
