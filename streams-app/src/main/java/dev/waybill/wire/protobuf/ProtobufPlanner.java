package dev.waybill.wire.protobuf;

import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.registry.schema.ProtobufField;
import dev.waybill.registry.schema.ProtobufFile;
import dev.waybill.registry.schema.ProtobufMessage;
import dev.waybill.wire.json.JsonValues;
import dev.waybill.wire.json.TextArena;
import dev.waybill.wire.rule.Defaults;
import dev.waybill.wire.rule.EmptyTexts;
import dev.waybill.wire.rule.EventTypes;
import dev.waybill.wire.rule.TimeRules;
import dev.waybill.wire.rule.ValueReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * Compiles a type of message into the reader of its messages. Fields belong together by their names, or by an alias of the
 * reader's field; numbers, order and the names of messages do not matter.
 */
public final class ProtobufPlanner {
    private final Schema reader;
    private final EventType type;
    private final EmptyTexts emptyTexts;
    private final TimeRules times;
    private final TextArena arena;
    private final JsonValues jsonValues;

    /** Plans for events of {@code type}, which {@code reader} describes. */
    public ProtobufPlanner(Schema reader, EventType type, TimeRules times, TextArena arena, JsonValues jsonValues) {
        this.reader = reader;
        this.type = type;
        this.emptyTexts = new EmptyTexts(reader);
        this.times = times;
        this.arena = arena;
        this.jsonValues = jsonValues;
    }

    /** The reader of the messages of {@code file}; confined to one thread. */
    public ValueReader reader(ProtobufFile file) {
        return new ProtobufValues(file, this);
    }

    /** The reader of such messages; empty if they lack a field that events must have. */
    Optional<ProtobufEvents> plan(ProtobufFile file, ProtobufMessage message) {
        Plan plan = new Plan(file);
        ProtobufFields fields = plan.fields(message, reader, "");
        return plan.complete ? Optional.of(new ProtobufEvents(fields, plan.collections)) : Optional.empty();
    }

    /** One type of message. */
    private final class Plan {
        private final ProtobufFile file;
        private final ProtobufLeaf leaves;
        private final ProtobufJson json;
        private final List<ProtobufCollection> collections = new ArrayList<>();
        private boolean complete = true;

        Plan(ProtobufFile file) {
            this.file = file;
            this.leaves = new ProtobufLeaf(file, emptyTexts, times.epochUnit());
            this.json = new ProtobufJson(file, arena, jsonValues);
        }

        ProtobufFields fields(ProtobufMessage message, Schema expected, String prefix) {
            ProtobufFields fields = new ProtobufFields();
            for (Schema.Field target : expected.getFields()) {
                String path = prefix + target.name();
                Optional<ProtobufField> writer = writer(message, target);
                complete &= writer.isPresent() || target.hasDefaultValue();
                // A field of proto3 that is not sent cannot be told from one that the writer does not have.
                if (target.hasDefaultValue()) {
                    fields.addDefault(Defaults.of(target, path, type));
                }
                if (writer.isPresent()) {
                    add(writer.get(), EventTypes.nonNull(target.schema(), path), path, fields);
                }
            }
            return fields;
        }

        private void add(ProtobufField writer, Schema expected, String path, ProtobufFields fields) {
            Optional<Field> leaf = type.field(path);
            if (leaf.isEmpty()) {
                fields.add(writer.number(), writer.type(), group(writer, expected, path));
            } else if (leaf.get().type() == dev.waybill.event.FieldType.JSON) {
                addJson(writer, expected, leaf.get(), fields);
            } else {
                boolean single = !writer.repeated();
                fields.add(
                        writer.number(),
                        writer.type(),
                        single ? leaves.read(writer, leaf.get()) : ProtobufStep.incompatible());
            }
        }

        private ProtobufStep group(ProtobufField writer, Schema expected, String path) {
            Optional<ProtobufMessage> message = file.message(writer.message());
            if (message.isEmpty() || writer.repeated()) {
                return ProtobufStep.incompatible();
            }
            ProtobufFields fields = fields(message.get(), expected, path + ".");
            return (in, into) -> in.readMessage(() -> fields.read(in, into));
        }

        private void addJson(ProtobufField writer, Schema expected, Field field, ProtobufFields fields) {
            boolean fits = switch (expected.getType()) {
                case MAP -> json.isObject(writer);
                case ARRAY -> json.isArray(writer);
                default -> true;
            };
            if (fits) {
                ProtobufCollection collection = new ProtobufCollection(writer, field, json);
                collections.add(collection);
                fields.add(writer.number(), collection);
            } else {
                fields.add(writer.number(), writer.type(), ProtobufStep.incompatible());
            }
        }

        private static Optional<ProtobufField> writer(ProtobufMessage message, Schema.Field target) {
            return Stream.concat(Stream.of(target.name()), target.aliases().stream())
                    .flatMap(name -> message.field(name).stream())
                    .findFirst();
        }
    }
}
