package dev.waybill.catalog.reign;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Values that each hold from an instant on, until the next one does. A look allocates nothing. */
public final class Timeline<T extends Timeline.Entry> {
    private final List<T> entries;
    /** In microseconds, ascending. */
    private final long[] froms;

    private Timeline(List<T> entries) {
        this.entries = List.copyOf(entries);
        this.froms =
                entries.stream().mapToLong(entry -> Micros.of(entry.from())).toArray();
        for (int i = 1; i < froms.length; i++) {
            if (froms[i - 1] >= froms[i]) {
                throw new IllegalArgumentException(
                        "instants must ascend, but " + entries.get(i).from() + " follows "
                                + entries.get(i - 1).from());
            }
        }
    }

    /** @throws IllegalArgumentException if the instants do not ascend */
    public static <T extends Entry> Timeline<T> of(List<T> entries) {
        return new Timeline<>(entries);
    }

    public List<T> entries() {
        return entries;
    }

    /**
     * The index of the value that holds at a time; -1 before the first.
     *
     * @param epochMicros microseconds since the epoch
     */
    public int indexAt(long epochMicros) {
        int found = Arrays.binarySearch(froms, epochMicros);
        return found >= 0 ? found : -found - 2;
    }

    /** The values that hold before an instant, without those that begin at it or later. */
    public List<T> before(Instant instant) {
        return entries.subList(0, indexAt(Micros.of(instant) - 1) + 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Timeline<?> timeline && entries.equals(timeline.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.toString();
    }

    /** A value with the instant from which on it holds. */
    public interface Entry {
        Instant from();
    }
}
