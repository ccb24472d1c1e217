package dev.waybill.redact;

import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import java.util.List;
import java.util.Set;

/** A text field in which secrets of other fields are looked for. */
record SearchedField(Field field, Scrubber.Style style) {
    private static final Set<String> URIS = Set.of("uri", "referer", "actor.url");
    private static final Set<String> HOSTS = Set.of("host", "cdn.host_header");
    /** Nobody may change these: the first identifies the event, the second decides who receives it. */
    private static final Set<String> LEFT_ALONE = Set.of("event_id", "tenant");

    static List<SearchedField> of(EventType type) {
        return type.fields().stream()
                .filter(field -> field.type().isText() && !LEFT_ALONE.contains(field.path()))
                .map(field -> new SearchedField(field, style(field.path())))
                .toList();
    }

    private static Scrubber.Style style(String path) {
        if (URIS.contains(path)) {
            return Scrubber.Style.URI;
        }
        return HOSTS.contains(path) ? Scrubber.Style.HOST : Scrubber.Style.TEXT;
    }
}
