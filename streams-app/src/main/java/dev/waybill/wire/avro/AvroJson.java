package dev.waybill.wire.avro;

import dev.waybill.wire.json.JsonMembers;
import dev.waybill.wire.json.TextArena;
import dev.waybill.wire.rule.RefusedException;
import dev.waybill.wire.rule.WellFormed;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Makes the steps that write an Avro map, array or record as compact JSON with sorted keys: whatever the writer has in it,
 * as JSON events may have it, too. Of what Avro holds as bytes with a meaning of their own, UUIDs alone have a place there.
 */
final class AvroJson {
    private final TextArena out;
    private final Map<String, AvroStep> records = new HashMap<>();

    AvroJson(TextArena out) {
        this.out = out;
    }

    /** Appends one value of {@code writer}. */
    AvroStep append(Schema writer) {
        return switch (writer.getType()) {
            case NULL -> (in, into) -> out.appendAscii("null");
            case BOOLEAN -> (in, into) -> out.appendAscii(in.readBoolean() ? "true" : "false");
            case INT, LONG -> (in, into) -> out.appendAscii(Long.toString(in.readLong()));
            case FLOAT ->
                (in, into) -> {
                    float value = in.readFloat();
                    out.appendAscii(Float.isFinite(value) ? Float.toString(value) : "null");
                };
            case DOUBLE ->
                (in, into) -> {
                    double value = in.readDouble();
                    out.appendAscii(Double.isFinite(value) ? Double.toString(value) : "null");
                };
            case STRING -> text();
            case BYTES -> writer.getLogicalType() == null ? text() : AvroStep.incompatible();
            case FIXED -> AvroUuid.isWrittenBy(writer) ? uuid() : AvroStep.incompatible();
            case ENUM -> symbol(writer);
            case ARRAY -> array(AvroStep.late(() -> append(writer.getElementType())));
            case MAP -> map(AvroStep.late(() -> append(writer.getValueType())));
            case RECORD ->
                records.computeIfAbsent(writer.getFullName(), name -> AvroStep.late(() -> object(writer.getFields())));
            case UNION ->
                AvroStep.union(writer.getTypes().stream().map(this::append).toArray(AvroStep[]::new));
        };
    }

    private AvroStep symbol(Schema writer) {
        byte[][] symbols = AvroPlanner.symbols(writer);
        return (in, into) -> {
            byte[] symbol = symbols[in.readIndex(symbols.length)];
            out.appendJsonString(symbol, 0, symbol.length);
        };
    }

    private AvroStep uuid() {
        return (in, into) -> {
            byte[] text = AvroUuid.read(in);
            out.appendJsonString(text, 0, text.length);
        };
    }

    private AvroStep text() {
        return (in, into) -> {
            int length = in.readLength();
            int at = in.position();
            in.skip(length);
            if (WellFormed.isValid(in.bytes(), at, length)) {
                out.appendJsonString(in.bytes(), at, length);
            } else {
                byte[] repaired = WellFormed.repaired(in.bytes(), at, length);
                out.appendJsonString(repaired, 0, repaired.length);
            }
        };
    }

    private AvroStep array(AvroStep item) {
        return (in, into) -> {
            in.enter();
            out.append((byte) '[');
            boolean first = true;
            for (long count = blockCount(in); count != 0; count = blockCount(in)) {
                for (long i = 0; i < count; i++) {
                    in.item();
                    if (!first) {
                        out.append((byte) ',');
                    }
                    first = false;
                    item.read(in, into);
                }
            }
            out.append((byte) ']');
            in.leave();
        };
    }

    private AvroStep map(AvroStep value) {
        return (in, into) -> {
            in.enter();
            JsonMembers members = new JsonMembers(out);
            for (long count = blockCount(in); count != 0; count = blockCount(in)) {
                for (long i = 0; i < count; i++) {
                    in.item();
                    readKey(in, members);
                    value.read(in, into);
                }
            }
            close(members);
            in.leave();
        };
    }

    private AvroStep object(List<Schema.Field> fields) {
        byte[][] names = fields.stream()
                .map(field -> field.name().getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        AvroStep[] values = fields.stream().map(field -> append(field.schema())).toArray(AvroStep[]::new);
        return (in, into) -> {
            in.enter();
            JsonMembers members = new JsonMembers(out);
            for (int i = 0; i < names.length; i++) {
                members.key(names[i], 0, names[i].length);
                values[i].read(in, into);
            }
            close(members);
            in.leave();
        };
    }

    private static void close(JsonMembers members) throws RefusedException {
        if (!members.close()) {
            throw RefusedException.MALFORMED_AVRO;
        }
    }

    private static void readKey(AvroInput in, JsonMembers members) throws RefusedException {
        int length = in.readLength();
        int at = in.position();
        in.skip(length);
        if (WellFormed.isValid(in.bytes(), at, length)) {
            members.key(in.bytes(), at, length);
        } else {
            byte[] repaired = WellFormed.repaired(in.bytes(), at, length);
            members.key(repaired, 0, repaired.length);
        }
    }

    /** The number of items in the next block; 0 at the end. */
    private static long blockCount(AvroInput in) throws RefusedException {
        long count = in.readLong();
        if (count >= 0) {
            return count;
        }
        in.readLength();
        if (count == Long.MIN_VALUE) {
            throw RefusedException.MALFORMED_AVRO;
        }
        return -count;
    }
}
