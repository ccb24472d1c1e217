package dev.waybill.wire.rule;

import dev.waybill.contract.FieldMeaning;
import dev.waybill.contract.TextKind;
import dev.waybill.event.EventType;
import dev.waybill.event.FieldType;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/**
 * Derives an {@link EventType} from an Avro record: one leaf field per non-record field, nested records flattened to
 * dotted paths, in schema order.
 *
 * <p>{@code string} and enums become STRING; {@code int} and {@code long} LONG; {@code float} and {@code double} DOUBLE;
 * {@code boolean} BOOLEAN; {@code timestamp-micros} and {@code timestamp-millis} TIMESTAMP_MICROS; maps, arrays, and
 * strings that {@link FieldMeaning} calls JSON become JSON. Any of them may be in a union with
 * {@code null}.
 */
public final class EventTypes {
    private EventTypes() {}

    /**
     * The event type of {@code schema}, called by its simple name.
     *
     * @throws IllegalArgumentException if a field cannot be held: another union, bytes, fixed, a recursive record, bytes
     *     inside of collections; if it does not say what it means; or if {@code event_id}, {@code tenant} or {@code occurred_at} is missing
     */
    public static EventType of(Schema schema) {
        if (schema.getType() != Schema.Type.RECORD) {
            throw new IllegalArgumentException("an event schema must be a record, not " + schema.getType());
        }
        EventType.Builder builder = EventType.named(schema.getName());
        addFields(schema, "", List.of(schema.getFullName()), builder);
        return builder.build();
    }

    private static void addFields(Schema schema, String prefix, List<String> outer, EventType.Builder builder) {
        for (Schema.Field field : schema.getFields()) {
            String path = prefix + field.name();
            Schema type = nonNull(field.schema(), path);
            if (type.getType() != Schema.Type.RECORD) {
                builder.field(path, leafType(field, path), FieldMeaning.of(field));
            } else if (outer.contains(type.getFullName())) {
                throw unsupported(path, "a recursive record");
            } else {
                addFields(type, path + ".", append(outer, type.getFullName()), builder);
            }
        }
    }

    /** The schema itself, or the one branch of a union that is not null. */
    public static Schema nonNull(Schema schema, String path) {
        if (!schema.isUnion()) {
            return schema;
        }
        List<Schema> branches = schema.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
        if (branches.size() != 1) {
            throw unsupported(path, "a union of several types");
        }
        return branches.get(0);
    }

    private static FieldType leafType(Schema.Field field, String path) {
        Schema type = nonNull(field.schema(), path);
        return switch (type.getType()) {
            case STRING -> FieldMeaning.of(field).is(TextKind.JSON) ? FieldType.JSON : FieldType.STRING;
            case ENUM -> FieldType.STRING;
            case INT -> FieldType.LONG;
            case LONG -> TimestampUnit.of(type).isPresent() ? FieldType.TIMESTAMP_MICROS : FieldType.LONG;
            case FLOAT, DOUBLE -> FieldType.DOUBLE;
            case BOOLEAN -> FieldType.BOOLEAN;
            case MAP, ARRAY -> {
                requireJson(type, path);
                yield FieldType.JSON;
            }
            default -> throw unsupported(path, describe(type));
        };
    }

    /** Checks that {@code schema} can be written as JSON by the readers. */
    private static void requireJson(Schema schema, String path) {
        switch (schema.getType()) {
            case MAP -> requireJson(schema.getValueType(), path);
            case ARRAY -> requireJson(schema.getElementType(), path);
            case UNION -> schema.getTypes().forEach(branch -> requireJson(branch, path));
            case NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, ENUM -> {}
            default -> throw unsupported(path, describe(schema) + " inside of a collection");
        }
    }

    private static String describe(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        return schema.getType().getName() + (logical == null ? "" : " (" + logical.getName() + ")");
    }

    private static IllegalArgumentException unsupported(String path, String what) {
        return new IllegalArgumentException(
                "field " + path + " of the event schema is " + what + ", which an event cannot hold");
    }

    private static List<String> append(List<String> names, String name) {
        return Stream.concat(names.stream(), Stream.of(name)).toList();
    }
}
