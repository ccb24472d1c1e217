package dev.waybill.imports.line;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The entry of a line whose fields are still being read. Where two fields of a line say the same, the first one counts,
 * so the better one is to be put first.
 */
public final class EntryDraft {
    private final ObjectNode fields = JsonNodeFactory.instance.objectNode();
    private @Nullable Instant time;
    private @Nullable String path;
    private @Nullable String query;
    private boolean leftOut;

    public EntryDraft() {}

    /** When it happened; what is finer than microseconds is cut off. */
    public void time(Instant value) {
        if (time == null) {
            time = value.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /** A text field of the event, by its dotted path. */
    public void text(String field, String value) {
        ObjectNode group = group(field);
        if (!group.has(name(field))) {
            group.put(name(field), value);
        }
    }

    /** A number field of the event, by its dotted path. */
    public void number(String field, long value) {
        ObjectNode group = group(field);
        if (!group.has(name(field))) {
            group.put(name(field), value);
        }
    }

    /** The request's target without its query, for lines that do not have it in one piece. */
    public void path(String value) {
        path = path == null ? value : path;
    }

    /** The query of the request's target, without its question mark. */
    public void query(String value) {
        query = query == null ? value : query;
    }

    /** The line says something that an event has no field for. */
    public void leftOut() {
        leftOut = true;
    }

    boolean has(String field) {
        return fields.at("/" + field.replace('.', '/')).isValueNode();
    }

    /**
     * The entry.
     *
     * @throws BadLineException if no field said when it happened
     */
    public LogEntry entry() throws BadLineException {
        if (time == null) {
            throw new BadLineException("no time");
        }
        if (path != null) {
            text("uri", query == null || query.isEmpty() ? path : path + "?" + query);
        }
        return new LogEntry(time, fields, leftOut);
    }

    private ObjectNode group(String field) {
        int dot = field.indexOf('.');
        return dot < 0 ? fields : fields.withObjectProperty(field.substring(0, dot));
    }

    private static String name(String field) {
        return field.substring(field.indexOf('.') + 1);
    }
}
