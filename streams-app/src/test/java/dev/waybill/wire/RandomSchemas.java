package dev.waybill.wire;

import dev.waybill.wire.rule.EventTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.Schema.Type;

/** Random event schemas for a reader, and writer's schemas that Avro's rules resolve to them. */
public final class RandomSchemas {
    private static final Object NULL = JsonProperties.NULL_VALUE;
    /** On a writer's union: only its first branch is ever written. */
    static final String FIRST_ONLY = "first-only";

    private final Random random;
    private int names;

    public RandomSchemas(Random random) {
        this.random = random;
    }

    Schema reader() {
        List<Field> fields = new ArrayList<>();
        fields.add(meant(new Field("event_id", Schema.create(Type.STRING))));
        fields.add(meant(new Field("tenant", Schema.create(Type.STRING))));
        fields.add(new Field("occurred_at", LogicalTypes.timestampMicros().addToSchema(Schema.create(Type.LONG))));
        fields.addAll(readerFields(random.nextInt(12), 2));
        Collections.shuffle(fields, random);
        return Schema.createRecord("Event", null, "test", false, fields);
    }

    private List<Field> readerFields(int count, int depth) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = "f" + names++;
            Schema type = readerType(depth);
            Field field = switch (random.nextInt(4)) {
                case 0 -> new Field(name, nullable(type, true), null, NULL);
                case 1 -> new Field(name, nullable(type, random.nextBoolean()));
                case 2 -> withDefault(name, type);
                default -> new Field(name, type);
            };
            if (random.nextInt(4) == 0) {
                field.addAlias("old_" + name);
            }
            fields.add(meant(field));
        }
        return fields;
    }

    /** The field with the properties that text needs in an event's schema. */
    private static Field meant(Field field) {
        Type type = field.schema().isUnion()
                ? field.schema().getTypes().stream()
                        .map(Schema::getType)
                        .filter(branch -> branch != Type.NULL)
                        .findFirst()
                        .orElseThrow()
                : field.schema().getType();
        boolean collection = type == Type.MAP || type == Type.ARRAY;
        if (collection || type == Type.STRING || type == Type.ENUM) {
            field.addProp("waybill.text", collection ? "json" : "plain");
            field.addProp("waybill.groups", List.of());
        }
        return field;
    }

    private Field withDefault(String name, Schema type) {
        Object value = switch (type.getType()) {
            case STRING -> "déjà \"vu\"";
            case INT -> 7;
            case LONG -> 8L;
            case FLOAT -> 1.5f;
            case DOUBLE -> 2.5;
            case BOOLEAN -> true;
            case MAP -> Collections.emptyMap();
            case ARRAY -> Collections.emptyList();
            default -> null;
        };
        return value == null
                ? new Field(name, type)
                : new Field(name, random.nextBoolean() ? type : nullable(type, false), null, value);
    }

    private Schema readerType(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 9)) {
            case 0, 1, 2 -> Schema.create(Type.STRING);
            case 3 -> Schema.create(Type.INT);
            case 4 -> Schema.create(Type.LONG);
            case 5 -> Schema.create(Type.DOUBLE);
            case 6 -> Schema.create(Type.BOOLEAN);
            case 7 -> Schema.createMap(collectionItem(2));
            case 8 -> Schema.createArray(collectionItem(2));
            default ->
                Schema.createRecord("R" + names++, null, "test", false, readerFields(random.nextInt(4), depth - 1));
        };
    }

    private Schema collectionItem(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0, 1 -> Schema.create(Type.STRING);
            case 2 -> Schema.create(Type.LONG);
            case 3 -> Schema.create(Type.DOUBLE);
            case 4 ->
                Schema.createUnion(Schema.create(Type.NULL), Schema.create(Type.STRING), Schema.create(Type.BOOLEAN));
            case 5 -> Schema.createMap(collectionItem(depth - 1));
            default -> Schema.createArray(collectionItem(depth - 1));
        };
    }

    /** A schema with other order, other and missing fields, older names and narrower types. */
    public Schema writer(Schema reader) {
        List<Field> fields = new ArrayList<>();
        for (Field field : reader.getFields()) {
            if (field.hasDefaultValue() && random.nextInt(3) == 0) {
                continue;
            }
            String name = field.aliases().isEmpty() || random.nextBoolean()
                    ? field.name()
                    : field.aliases().iterator().next();
            fields.add(new Field(name, writerType(field.schema())));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            fields.add(new Field("unknown" + names++, anyType(3)));
        }
        Collections.shuffle(fields, random);
        return Schema.createRecord(reader.getName(), null, reader.getNamespace(), false, fields);
    }

    private Schema writerType(Schema reader) {
        if (!reader.isUnion()) {
            Schema narrowed = narrowed(reader);
            if (random.nextInt(4) != 0) {
                return narrowed;
            }
            Schema union = Schema.createUnion(narrowed, Schema.create(Type.NULL));
            union.addProp(FIRST_ONLY, true);
            return union;
        }
        List<Schema> branches = new ArrayList<>(reader.getTypes());
        if (branches.size() > 2) {
            Collections.shuffle(branches, random);
            return Schema.createUnion(branches);
        }
        Schema inner = EventTypes.nonNull(reader, "");
        return random.nextInt(4) == 0 ? narrowed(inner) : nullable(narrowed(inner), random.nextBoolean());
    }

    /** Avro 1.12.2 itself refuses a collection of narrower numbers: it expects the size of the reader's type. */
    private Schema itemType(Schema reader) {
        return reader.getType() == Type.DOUBLE ? reader : writerType(reader);
    }

    private Schema narrowed(Schema reader) {
        boolean narrow = random.nextInt(3) == 0;
        return switch (reader.getType()) {
            case RECORD -> writer(reader);
            case MAP -> Schema.createMap(itemType(reader.getValueType()));
            case ARRAY -> Schema.createArray(itemType(reader.getElementType()));
            case STRING -> narrow ? Schema.create(Type.BYTES) : Schema.create(Type.STRING);
            case LONG -> narrow && reader.getLogicalType() == null ? Schema.create(Type.INT) : reader;
            case DOUBLE ->
                narrow ? Schema.create(List.of(Type.INT, Type.LONG, Type.FLOAT).get(random.nextInt(3))) : reader;
            default -> reader;
        };
    }

    Schema anyType(int depth) {
        return switch (random.nextInt(depth > 0 ? 15 : 10)) {
            case 0 -> Schema.create(Type.NULL);
            case 1 -> Schema.create(Type.BOOLEAN);
            case 2 -> Schema.create(Type.INT);
            case 3 -> Schema.create(Type.LONG);
            case 4 -> Schema.create(Type.FLOAT);
            case 5 -> Schema.create(Type.DOUBLE);
            case 6 -> Schema.create(Type.BYTES);
            case 7 -> Schema.createFixed("F" + names++, null, "test", random.nextInt(20));
            case 8 -> Schema.createEnum("E" + names++, null, "test", List.of("A", "B", "C"));
            case 9 -> Schema.create(Type.STRING);
            case 10 -> Schema.createMap(anyType(depth - 1));
            case 11 -> Schema.createArray(anyType(depth - 1));
            case 12 ->
                Schema.createUnion(Schema.create(Type.NULL), Schema.create(Type.STRING), Schema.create(Type.INT));
            case 13 -> linkedList();
            default -> {
                List<Field> fields = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    fields.add(new Field("a" + names++, anyType(depth - 1)));
                }
                yield Schema.createRecord("U" + names++, null, "test", false, fields);
            }
        };
    }

    private Schema linkedList() {
        Schema node = Schema.createRecord("N" + names++, null, "test", false);
        node.setFields(List.of(
                new Field("value", Schema.create(Type.STRING)),
                new Field("next", Schema.createUnion(Schema.create(Type.NULL), node))));
        return node;
    }

    private static Schema nullable(Schema type, boolean nullFirst) {
        Schema none = Schema.create(Type.NULL);
        return nullFirst ? Schema.createUnion(none, type) : Schema.createUnion(type, none);
    }
}
