package dev.waybill.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Writes lines of a log as download events in the JSON wire form. */
final class EventJson {
    private final JsonFactory factory = new JsonFactory();
    private final String tenant;
    private final String contentHash;

    /** Events of {@code tenant}; their ids are {@code contentHash}, a dash, and the line's number. */
    EventJson(String tenant, String contentHash) {
        this.tenant = tenant;
        this.contentHash = contentHash;
    }

    byte[] write(AccessLogEntry entry, long line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = factory.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("event_id", contentHash + "-" + line);
            json.writeStringField("tenant", tenant);
            json.writeStringField("occurred_at", entry.time().toString());
            json.writeStringField("ip_address", entry.host());
            text(json, "method", entry.request().method());
            text(json, "uri", entry.request().uri());
            text(json, "protocol", entry.request().protocol());
            if (entry.status().isPresent()) {
                json.writeNumberField("status", entry.status().getAsInt());
            }
            if (entry.bytes().isPresent()) {
                json.writeNumberField("bytes", entry.bytes().getAsLong());
            }
            text(json, "referer", entry.referer());
            group(json, "user", "identifier", entry.user());
            group(json, "user_agent", "raw", entry.userAgent());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void text(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    private static void group(JsonGenerator json, String group, String name, Optional<String> value)
            throws IOException {
        if (value.isPresent()) {
            json.writeObjectFieldStart(group);
            json.writeStringField(name, value.get());
            json.writeEndObject();
        }
    }
}
