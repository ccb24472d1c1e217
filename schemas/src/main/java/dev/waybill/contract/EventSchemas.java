package dev.waybill.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.avro.Schema;

/** The Avro schemas of the events, as they are packaged in this module's jar. See {@code docs/reference/events.md}. */
public final class EventSchemas {
    /**
     * A property of a text field; the value {@code kept} says that a text of no characters is a value. In other text fields
     * it is null, as producers send it whose language has no null.
     */
    public static final String EMPTY_PROPERTY = "waybill.empty";

    private static final String FOLDER = "/dev/waybill/avro/";
    private static final Map<Source, Schema> SCHEMAS = load();

    private EventSchemas() {}

    /** The current schema of this source's events: a record with {@code event_id}, {@code tenant}, {@code occurred_at}. */
    public static Schema schema(Source source) {
        Schema schema = SCHEMAS.get(source);
        if (schema == null) {
            throw new IllegalStateException("no schema for source " + source);
        }
        return schema;
    }

    /** The record's simple name, which is also the name of its file without {@code .avsc}. */
    public static String typeName(Source source) {
        return switch (source) {
            case DOWNLOAD -> "DownloadEvent";
            case AUDIT -> "AuditEvent";
        };
    }

    private static Map<Source, Schema> load() {
        Map<Source, Schema> schemas = new EnumMap<>(Source.class);
        for (Source source : Source.values()) {
            schemas.put(source, parse(FOLDER + typeName(source) + ".avsc"));
        }
        return schemas;
    }

    private static Schema parse(String resource) {
        try (InputStream in = EventSchemas.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the jar: build the module schemas again");
            }
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read from the jar", e);
        }
    }
}
