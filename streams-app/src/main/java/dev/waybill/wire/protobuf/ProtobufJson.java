package dev.waybill.wire.protobuf;

import com.google.protobuf.WireFormat;
import com.google.protobuf.WireFormat.FieldType;
import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.registry.schema.ProtobufField;
import dev.waybill.registry.schema.ProtobufFile;
import dev.waybill.registry.schema.ProtobufMessage;
import dev.waybill.wire.json.JsonMembers;
import dev.waybill.wire.json.JsonValues;
import dev.waybill.wire.json.TextArena;
import dev.waybill.wire.rule.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes maps, repeated fields and messages as compact JSON with sorted keys. Messages are objects with the names of their
 * fields; of Protobuf's own, {@code Struct}, {@code ListValue}, {@code Value} and the wrappers are what they hold.
 */
final class ProtobufJson {
    private static final String STRUCT = "google.protobuf.Struct";
    private static final String LIST = "google.protobuf.ListValue";
    private static final String VALUE = "google.protobuf.Value";

    private final ProtobufFile file;
    private final TextArena out;
    private final JsonValues values;

    ProtobufJson(ProtobufFile file, TextArena out, JsonValues values) {
        this.file = file;
        this.out = out;
        this.values = values;
    }

    /** Whether what the field holds is a JSON object. */
    boolean isObject(ProtobufField writer) {
        boolean message = writer.type() == FieldType.MESSAGE && !writer.repeated();
        return isMap(writer)
                || message
                        && !writer.message().equals(LIST)
                        && !writer.message().equals(VALUE)
                        && !ProtobufLeaf.isWrapper(writer.message());
    }

    /** Whether what the field holds is a JSON array. */
    boolean isArray(ProtobufField writer) {
        return writer.repeated() ? !isMap(writer) : writer.message().equals(LIST);
    }

    /** Whether the tag says that several numbers of a repeated field follow as one value. */
    static boolean isPacked(ProtobufField writer, int tag) {
        return writer.repeated()
                && writer.type().isPackable()
                && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    private boolean isMap(ProtobufField writer) {
        return file.message(writer.message())
                .filter(ProtobufMessage::isMapEntry)
                .isPresent();
    }

    /** Sets {@code field} to what stands in a message, of which there is something. */
    void set(ProtobufField writer, ProtobufOccurrences found, byte[] bytes, Field field, Event into)
            throws IOException, RefusedException {
        if (writer.type() == FieldType.STRING && !writer.repeated()) {
            byte[] text = found.last(bytes).readUtf8();
            values.setParsed(text, 0, text.length, field, into);
            return;
        }
        out.begin();
        append(writer, found, bytes, 1);
        out.finish(field, into);
    }

    private void append(ProtobufField writer, ProtobufOccurrences found, byte[] bytes, int depth)
            throws IOException, RefusedException {
        if (isMap(writer)) {
            appendMap(writer, found, bytes, deeper(depth));
        } else if (writer.repeated()) {
            appendList(writer, found, bytes, deeper(depth));
        } else {
            appendValue(writer, found.last(bytes), depth);
        }
    }

    private void appendList(ProtobufField writer, ProtobufOccurrences found, byte[] bytes, int depth)
            throws IOException, RefusedException {
        char separator = '[';
        for (int i = 0; i < found.size(); i++) {
            ProtobufInput in = found.value(i, bytes);
            if (isPacked(writer, found.tag(i))) {
                in = in.delimited();
            }
            while (!in.atEnd()) {
                out.append((byte) separator);
                separator = ',';
                appendValue(writer, in, depth);
            }
        }
        out.appendAscii(separator == '[' ? "[]" : "]");
    }

    private void appendMap(ProtobufField writer, ProtobufOccurrences found, byte[] bytes, int depth)
            throws IOException, RefusedException {
        ProtobufMessage entry = file.message(writer.message()).orElseThrow();
        ProtobufField key = entry.fields().get(0);
        ProtobufField value = entry.fields().get(1);
        Map<String, @Nullable ProtobufOccurrences> entries = new LinkedHashMap<>();
        for (int i = 0; i < found.size(); i++) {
            Map<Integer, ProtobufOccurrences> parts =
                    parts(entry, found.value(i, bytes).delimited());
            entries.put(key(key, parts.get(key.number()), bytes), parts.get(value.number()));
        }
        JsonMembers members = new JsonMembers(out);
        for (Map.Entry<String, @Nullable ProtobufOccurrences> each : entries.entrySet()) {
            byte[] text = each.getKey().getBytes(StandardCharsets.UTF_8);
            members.key(text, 0, text.length);
            appendOrZero(value, each.getValue(), bytes, depth);
        }
        close(members);
    }

    private static String key(ProtobufField key, @Nullable ProtobufOccurrences found, byte[] bytes)
            throws IOException, RefusedException {
        if (key.type() == FieldType.STRING) {
            return found == null ? "" : new String(found.last(bytes).readUtf8(), StandardCharsets.UTF_8);
        }
        return found == null ? ProtobufScalar.zero(key) : ProtobufScalar.text(key, found.last(bytes));
    }

    /** What stands there, or what it means that nothing does. */
    private void appendOrZero(ProtobufField writer, @Nullable ProtobufOccurrences found, byte[] bytes, int depth)
            throws IOException, RefusedException {
        if (found != null) {
            append(writer, found, bytes, depth);
            return;
        }
        switch (writer.type()) {
            case STRING, BYTES -> out.appendAscii("\"\"");
            case ENUM -> appendText(ProtobufScalar.symbol(writer, 0));
            case MESSAGE -> appendMessage(writer.message(), new ProtobufInput(bytes, 0, 0), depth);
            default -> out.appendAscii(ProtobufScalar.zero(writer));
        }
    }

    private void appendValue(ProtobufField writer, ProtobufInput in, int depth) throws IOException, RefusedException {
        switch (writer.type()) {
            case STRING, BYTES -> appendText(in.readUtf8());
            case ENUM -> appendText(ProtobufScalar.symbol(writer, in.coded().readEnum()));
            case MESSAGE -> appendMessage(writer.message(), in.delimited(), depth);
            default -> out.appendAscii(ProtobufScalar.text(writer, in));
        }
    }

    private void appendText(byte[] text) {
        out.appendJsonString(text, 0, text.length);
    }

    private void appendMessage(String name, ProtobufInput in, int depth) throws IOException, RefusedException {
        Optional<ProtobufMessage> known = file.message(name);
        if (known.isEmpty()) {
            throw RefusedException.INCOMPATIBLE_SCHEMA;
        }
        ProtobufMessage message = known.get();
        Map<Integer, ProtobufOccurrences> parts = parts(message, in);
        switch (name) {
            case STRUCT -> appendOr("{}", message, parts, in.bytes(), depth);
            case LIST -> appendOr("[]", message, parts, in.bytes(), depth);
            case VALUE -> appendOr("null", message, parts, in.bytes(), depth);
            default -> {
                if (ProtobufLeaf.isWrapper(name)) {
                    ProtobufField only = message.fields().get(0);
                    appendOrZero(only, parts.get(only.number()), in.bytes(), depth);
                } else {
                    appendObject(message, parts, in.bytes(), deeper(depth));
                }
            }
        }
    }

    private void appendObject(ProtobufMessage message, Map<Integer, ProtobufOccurrences> parts, byte[] bytes, int depth)
            throws IOException, RefusedException {
        JsonMembers members = new JsonMembers(out);
        for (Map.Entry<Integer, ProtobufOccurrences> part : parts.entrySet()) {
            ProtobufField field = message.field(part.getKey()).orElseThrow();
            byte[] key = field.name().getBytes(StandardCharsets.UTF_8);
            members.key(key, 0, key.length);
            append(field, part.getValue(), bytes, depth);
        }
        close(members);
    }

    /** The only part, or of those that exclude each other the last one. */
    private void appendOr(
            String nothing, ProtobufMessage message, Map<Integer, ProtobufOccurrences> parts, byte[] bytes, int depth)
            throws IOException, RefusedException {
        Optional<ProtobufField> last =
                parts.keySet().stream().reduce((earlier, later) -> later).flatMap(message::field);
        if (last.isEmpty() || last.get().name().equals("null_value")) {
            out.appendAscii(nothing);
        } else {
            append(last.get(), Objects.requireNonNull(parts.get(last.get().number())), bytes, depth);
        }
    }

    /** What stands in a message by the fields' numbers, the one that comes last at the end. */
    private static Map<Integer, ProtobufOccurrences> parts(ProtobufMessage message, ProtobufInput in)
            throws IOException, RefusedException {
        Map<Integer, ProtobufOccurrences> parts = new LinkedHashMap<>();
        in.readFields(tag -> {
            int number = WireFormat.getTagFieldNumber(tag);
            Optional<ProtobufField> field = message.field(number);
            if (field.isEmpty() || !ProtobufInput.isWritten(tag, field.get().type()) && !isPacked(field.get(), tag)) {
                return false;
            }
            ProtobufOccurrences found = parts.remove(number);
            found = found == null ? new ProtobufOccurrences() : found;
            found.take(tag, in);
            parts.put(number, found);
            return true;
        });
        return parts;
    }

    private static int deeper(int depth) throws RefusedException {
        if (depth >= JsonValues.MAX_DEPTH) {
            throw RefusedException.MALFORMED_PROTOBUF;
        }
        return depth + 1;
    }

    private static void close(JsonMembers members) throws RefusedException {
        if (!members.close()) {
            throw RefusedException.MALFORMED_PROTOBUF;
        }
    }
}
