package dev.waybill.catalog.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.reign.UnknownMembers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the value of a record. */
public final class JsonOutput {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JsonOutput() {}

    /** An object with its format in front. */
    public static byte[] value(int format, Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeNumberField("format", format);
            body.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a record cannot be written", e);
        }
        return bytes.toByteArray();
    }

    static void change(JsonGenerator out, Change change) throws IOException {
        out.writeStringField("by", change.by());
        out.writeStringField("at", change.at().toString());
        if (!change.why().isEmpty()) {
            out.writeStringField("why", change.why());
        }
    }

    static void changed(JsonGenerator out, Change change) throws IOException {
        out.writeObjectFieldStart("changed");
        change(out, change);
        out.writeEndObject();
    }

    static void unknown(JsonGenerator out, UnknownMembers members) throws IOException {
        for (Map.Entry<String, @Nullable Object> member : members.byName().entrySet()) {
            out.writeFieldName(member.getKey());
            out.writePOJO(member.getValue());
        }
    }

    static Change readChange(JsonObject object) throws UnreadableRecordException {
        try {
            return new Change(
                    object.text("by"),
                    object.instant("at"),
                    object.optionalText("why").orElse(""));
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException(object.path() + ": " + e.getMessage(), e);
        }
    }

    /** What follows the format. */
    public interface Body {
        /** Writes the members. */
        void write(JsonGenerator out) throws IOException;
    }
}
