package dev.waybill.control.preview;

import dev.waybill.event.Event;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One event that would be delivered.
 *
 * @param after its fields once it is redacted, of those that the format shows; by path
 * @param before what the fields held that redaction changes. Shown to people at a terminal alone: to no program, and to no
 *     tenant
 */
public record PreviewSample(SortedMap<String, String> after, SortedMap<String, String> before) {
    public PreviewSample {
        after = Collections.unmodifiableSortedMap(new TreeMap<>(after));
        before = Collections.unmodifiableSortedMap(new TreeMap<>(before));
    }

    /** @param redacted the same event as the format sees it */
    static PreviewSample of(Event event, Event redacted) {
        SortedMap<String, String> after = EventValues.of(redacted);
        SortedMap<String, String> before = EventValues.of(event);
        before.entrySet().removeIf(entry -> entry.getValue().equals(after.get(entry.getKey())));
        return new PreviewSample(after, before);
    }

    /** Without what it holds. */
    @Override
    public String toString() {
        return "PreviewSample of " + after.size() + " fields";
    }
}
