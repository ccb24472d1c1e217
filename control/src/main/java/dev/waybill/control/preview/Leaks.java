package dev.waybill.control.preview;

import dev.waybill.control.preview.leak.HiddenValue;
import dev.waybill.control.preview.leak.Hit;
import dev.waybill.control.preview.leak.Spelling;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what is found of one export, event by event. */
final class Leaks {
    private static final int MOST = 200;

    private record Key(String field, Spelling spelling, String place) {}

    private static final class Sum {
        private final String firstEventId;
        private final HiddenValue example;
        private long events;
        private long count;

        Sum(String firstEventId, HiddenValue example) {
            this.firstEventId = firstEventId;
            this.example = example;
        }
    }

    private final Map<Key, Sum> sums = new LinkedHashMap<>();

    /** Takes what was found in one event's row. */
    void add(String eventId, List<Hit> hits) {
        Set<Key> ofThisEvent = new HashSet<>();
        for (Hit hit : hits) {
            Key key = new Key(hit.value().field(), hit.spelling(), hit.place());
            Sum sum = sums.computeIfAbsent(key, any -> new Sum(eventId, hit.value()));
            sum.count += hit.count();
            sum.events += ofThisEvent.add(key) ? 1 : 0;
        }
    }

    /** Leaks first, then what is found most often. */
    List<Leak> list() {
        return sums.entrySet().stream()
                .map(entry -> leak(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing((Leak leak) -> !leak.isLeak())
                        .thenComparing(Comparator.comparingLong(Leak::events).reversed())
                        .thenComparing(Leak::field)
                        .thenComparing(Leak::place)
                        .thenComparing(leak -> leak.spelling().words()))
                .limit(MOST)
                .toList();
    }

    private static Leak leak(Key key, Sum sum) {
        return new Leak(
                key.field(), key.spelling(), key.place(), sum.events, sum.count, sum.firstEventId, sum.example);
    }
}
