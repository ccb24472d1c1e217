package dev.waybill.control.preview;

import dev.waybill.control.preview.RecentEvents.Sifted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Keeps the newest events of each tenant, within a number and within a budget of memory for all. */
final class Newest {
    private record Kept(SourceEvent event, Sifted sifted) {
        long bytes() {
            return event.value().length;
        }
    }

    private final int perTenant;
    private final long maxBytes;
    private final Comparator<Kept> byAge;
    private final Map<String, PriorityQueue<Kept>> byTenant = new HashMap<>();
    private long bytes;
    private boolean isShortOfMemory;

    private Newest(PreviewBounds bounds, Comparator<Kept> byAge) {
        this.perTenant = bounds.events();
        this.maxBytes = bounds.bytes();
        this.byAge = byAge;
    }

    /** The newest by arrival. */
    static Newest byArrival(PreviewBounds bounds) {
        return new Newest(
                bounds,
                Comparator.<Kept>comparingLong(kept -> kept.event().arrivalMillis())
                        .thenComparing(kept -> kept.event().offset()));
    }

    /** The newest by the time at which they happened. */
    static Newest byTime(PreviewBounds bounds) {
        return new Newest(
                bounds,
                Comparator.<Kept>comparingLong(kept -> kept.sifted().occurredMillis())
                        .thenComparing(kept -> kept.event().offset()));
    }

    void add(SourceEvent event, Sifted sifted) {
        Kept kept = new Kept(event, sifted);
        PriorityQueue<Kept> theirs = byTenant.computeIfAbsent(sifted.tenant(), any -> new PriorityQueue<>(byAge));
        theirs.add(kept);
        bytes += kept.bytes();
        if (theirs.size() > perTenant) {
            dropOldest(theirs);
        }
        while (bytes > maxBytes) {
            isShortOfMemory = true;
            byTenant.values().stream()
                    .filter(others -> !others.isEmpty())
                    .max(Comparator.comparingInt(PriorityQueue::size))
                    .ifPresent(this::dropOldest);
        }
    }

    private void dropOldest(PriorityQueue<Kept> theirs) {
        Kept oldest = theirs.poll();
        bytes -= oldest == null ? 0 : oldest.bytes();
    }

    /** Whether each of so many tenants has as many as are kept. */
    boolean isFull(int tenants) {
        return isShortOfMemory
                || byTenant.size() >= tenants && byTenant.values().stream().allMatch(theirs -> theirs.size() >= perTenant);
    }

    /** Whether fewer are kept than were asked for, since they are too large together. */
    boolean isShortOfMemory() {
        return isShortOfMemory;
    }

    /** All that are kept, the oldest first, by the order that decides. */
    List<SourceEvent> oldestFirst() {
        List<Kept> all = new ArrayList<>();
        byTenant.values().forEach(all::addAll);
        all.sort(byAge);
        return all.stream().map(Kept::event).toList();
    }
}
