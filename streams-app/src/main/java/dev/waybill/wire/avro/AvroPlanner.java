package dev.waybill.wire.avro;

import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.wire.json.JsonValues;
import dev.waybill.wire.json.TextArena;
import dev.waybill.wire.rule.Defaults;
import dev.waybill.wire.rule.EmptyTexts;
import dev.waybill.wire.rule.EventTypes;
import dev.waybill.wire.rule.RefusedException;
import dev.waybill.wire.rule.TimeRules;
import dev.waybill.wire.rule.ValueReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Compiles a writer's schema into the step that reads its records as events. Resolution follows Avro's rules (fields by
 * name, then by the reader's aliases; promotions; the reader's defaults; unions in any order), with these liberties:
 * names of records do not matter, an enum is read as its symbol and a UUID as its text, an {@code int} field takes a
 * {@code long}, maps and arrays take what JSON can hold, and the writer alone decides what its times count. Confined to
 * one thread, as are its readers.
 */
public final class AvroPlanner {
    private final Schema reader;
    private final EventType type;
    private final EmptyTexts emptyTexts;
    private final AvroTimes times;
    private final TextArena arena;
    private final JsonValues jsonValues;
    private final AvroInput input = new AvroInput();

    /** Plans for events of {@code type}, which {@code reader} describes. */
    public AvroPlanner(Schema reader, EventType type, TimeRules times, TextArena arena, JsonValues jsonValues) {
        this.reader = reader;
        this.type = type;
        this.emptyTexts = new EmptyTexts(reader);
        this.times = new AvroTimes(times);
        this.arena = arena;
        this.jsonValues = jsonValues;
    }

    /** The reader of records that {@code writer} describes. */
    public ValueReader reader(Schema writer) {
        AvroStep plan = value(writer, reader, "");
        return (value, from, into) -> {
            input.reset(value, from);
            plan.read(input, into);
            if (!input.atEnd()) {
                throw RefusedException.MALFORMED_AVRO;
            }
        };
    }

    static byte[][] symbols(Schema schema) {
        return schema.getEnumSymbols().stream()
                .map(symbol -> symbol.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    private AvroStep value(Schema writer, Schema expected, String path) {
        if (writer.isUnion()) {
            return AvroStep.union(writer.getTypes().stream()
                    .map(branch -> value(branch, expected, path))
                    .toArray(AvroStep[]::new));
        }
        if (writer.getType() == Schema.Type.NULL) {
            return expected.isNullable() ? AvroStep.nothing() : AvroStep.incompatible();
        }
        Schema inner = EventTypes.nonNull(expected, path);
        if (inner.getType() == Schema.Type.RECORD) {
            return writer.getType() == Schema.Type.RECORD ? record(writer, inner, path) : AvroStep.incompatible();
        }
        return leaf(writer, inner, type.field(path).orElseThrow());
    }

    private AvroStep record(Schema writer, Schema expected, String path) {
        String prefix = path.isEmpty() ? "" : path + ".";
        Map<String, Schema.Field> targets = targets(writer, expected);
        AvroSkipper skipper = new AvroSkipper();
        List<Schema.Field> absent = expected.getFields().stream()
                .filter(field -> !targets.containsValue(field))
                .toList();
        AvroRecordStep.Builder steps = new AvroRecordStep.Builder();
        for (Schema.Field field : writer.getFields()) {
            Schema.Field target = targets.get(field.name());
            if (target == null) {
                steps.add(skipper.skip(field.schema()));
            } else {
                add(field.schema(), target.schema(), prefix + target.name(), steps);
            }
        }
        for (Schema.Field field : absent) {
            steps.add(absent(field, prefix + field.name()));
        }
        return steps.build();
    }

    private void add(Schema writer, Schema expected, String path, AvroRecordStep.Builder steps) {
        int nullIndex = AvroRecordStep.nullIndex(writer);
        if (nullIndex >= 0 && expected.isNullable()) {
            steps.addOptional(nullIndex, value(writer.getTypes().get(1 - nullIndex), expected, path));
        } else {
            steps.add(value(writer, expected, path));
        }
    }

    private AvroStep absent(Schema.Field field, String path) {
        if (!field.hasDefaultValue()) {
            return AvroStep.incompatible();
        }
        Defaults defaults = Defaults.of(field, path, type);
        return defaults.isNull() ? AvroStep.nothing() : (in, into) -> defaults.apply(into);
    }

    /** Which of the reader's fields each of the writer's fields goes to; a name is stronger than an alias. */
    private static Map<String, Schema.Field> targets(Schema writer, Schema expected) {
        Map<String, Schema.Field> targets = new HashMap<>();
        for (Schema.Field field : expected.getFields()) {
            if (writer.getField(field.name()) != null) {
                targets.put(field.name(), field);
            }
        }
        for (Schema.Field field : expected.getFields()) {
            if (writer.getField(field.name()) == null) {
                field.aliases().stream()
                        .filter(alias -> writer.getField(alias) != null && !targets.containsKey(alias))
                        .findFirst()
                        .ifPresent(alias -> targets.put(alias, field));
            }
        }
        return targets;
    }

    private AvroStep leaf(Schema writer, Schema expected, Field field) {
        Schema.Type from = writer.getType();
        boolean integer = from == Schema.Type.INT || from == Schema.Type.LONG;
        return switch (field.type()) {
            case STRING -> text(writer, field);
            case LONG -> integer ? new AvroLong(field) : AvroStep.incompatible();
            case TIMESTAMP_MICROS -> times.read(writer, field);
            case DOUBLE ->
                integer || from == Schema.Type.FLOAT || from == Schema.Type.DOUBLE
                        ? decimal(from, field)
                        : AvroStep.incompatible();
            case BOOLEAN ->
                from == Schema.Type.BOOLEAN
                        ? (in, into) -> into.setNumber(field, in.readBoolean() ? 1 : 0)
                        : AvroStep.incompatible();
            case JSON -> json(writer, expected, field);
        };
    }

    private AvroStep text(Schema writer, Field field) {
        return switch (writer.getType()) {
            case STRING -> new AvroText(field, emptyTexts.areKept(field.path()));
            // Bytes with a logical type are a number, not a text.
            case BYTES ->
                writer.getLogicalType() == null
                        ? new AvroText(field, emptyTexts.areKept(field.path()))
                        : AvroStep.incompatible();
            case ENUM -> symbol(writer, field);
            case FIXED -> AvroUuid.isWrittenBy(writer) ? uuid(field) : AvroStep.incompatible();
            default -> AvroStep.incompatible();
        };
    }

    private AvroStep json(Schema writer, Schema expected, Field field) {
        boolean text = writer.getType() == Schema.Type.STRING || writer.getType() == Schema.Type.BYTES;
        boolean object = writer.getType() == Schema.Type.MAP || writer.getType() == Schema.Type.RECORD;
        return switch (expected.getType()) {
            case MAP -> object ? collection(writer, field) : AvroStep.incompatible();
            case ARRAY -> writer.getType() == Schema.Type.ARRAY ? collection(writer, field) : AvroStep.incompatible();
            default -> text ? new AvroJsonText(field, jsonValues) : collection(writer, field);
        };
    }

    private AvroStep collection(Schema writer, Field field) {
        AvroStep value = new AvroJson(arena).append(writer);
        return (in, into) -> {
            arena.begin();
            value.read(in, into);
            arena.finish(field, into);
        };
    }

    private static AvroStep symbol(Schema writer, Field field) {
        byte[][] symbols = symbols(writer);
        return (in, into) -> {
            byte[] symbol = symbols[in.readIndex(symbols.length)];
            if (symbol.length > 0) {
                into.setText(field, symbol, 0, symbol.length);
            }
        };
    }

    private static AvroStep uuid(Field field) {
        return (in, into) -> {
            byte[] text = AvroUuid.read(in);
            into.setText(field, text, 0, text.length);
        };
    }

    private static AvroStep decimal(Schema.Type writer, Field field) {
        AvroNumber number = AvroNumber.of(writer);
        return (in, into) -> into.setDecimal(field, number.read(in));
    }
}
