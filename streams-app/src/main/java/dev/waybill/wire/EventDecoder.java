package dev.waybill.wire;

import dev.waybill.contract.Limits;
import dev.waybill.event.Decoder;
import dev.waybill.event.DropReason;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.registry.SchemaLookup;
import dev.waybill.registry.schema.WireForms;
import dev.waybill.wire.avro.AvroPlanner;
import dev.waybill.wire.json.JsonEvents;
import dev.waybill.wire.json.JsonValues;
import dev.waybill.wire.json.TextArena;
import dev.waybill.wire.protobuf.ProtobufPlanner;
import dev.waybill.wire.rule.EventChecks;
import dev.waybill.wire.rule.EventTypes;
import dev.waybill.wire.rule.RefusedException;
import dev.waybill.wire.rule.TimeRules;
import dev.waybill.wire.rule.ValueReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the values of one source's records into events. Two wire forms are told apart by the first byte of each
 * record: 0x00 begins what a registry knows the schema of (followed by the schema's id, four bytes, big-endian), an
 * opening brace begins JSON; nothing else is accepted, not even a byte order mark or a blank.
 *
 * <p>Keeps what it compiled per writer schema; for use by one thread.
 */
public final class EventDecoder implements Decoder {
    private static final byte WITH_SCHEMA_ID = 0;
    private static final byte WITH_SCHEMA_GUID = 1;
    private static final byte AWS_GLUE = 3;
    private static final byte JSON = '{';
    private static final int HEADER = 5;
    private static final int GUID_HEADER = 17;
    private static final int GLUE_HEADER = 18;

    private final EventType type;
    private final SchemaLookup schemas;
    private final EventChecks checks;
    private final JsonEvents json;
    private final WireForms<ValueReader> forms;
    private final Map<Integer, ValueReader> readers = new HashMap<>();
    private int lastId;
    private @Nullable ValueReader lastReader;
    private EventType accepted;
    private int schemaId;
    private boolean hasSchemaId;
    private Optional<String> refusedField = Optional.empty();

    /**
     * A decoder of the events that {@code reader} describes, with the standard rules for times.
     *
     * @throws IllegalArgumentException if {@link EventTypes#of} refuses {@code reader}
     */
    public EventDecoder(Schema reader, SchemaLookup schemas) {
        this(reader, schemas, TimeRules.DEFAULT);
    }

    /**
     * A decoder of the events that {@code reader} describes.
     *
     * @throws IllegalArgumentException if {@link EventTypes#of} refuses {@code reader}
     */
    public EventDecoder(Schema reader, SchemaLookup schemas, TimeRules times) {
        this.type = EventTypes.of(reader);
        this.accepted = type;
        this.schemas = schemas;
        this.checks = new EventChecks(type, times);
        TextArena arena = new TextArena();
        JsonValues values = new JsonValues(arena);
        this.json = new JsonEvents(reader, type, times, arena, values);
        this.forms = new ValueReaders(
                new AvroPlanner(reader, type, times, arena, values),
                json,
                new ProtobufPlanner(reader, type, times, arena, values));
    }

    @Override
    public EventType eventType() {
        return type;
    }

    /** Invalid UTF-8 becomes U+FFFD. */
    @Override
    public Optional<DropReason> decode(byte @Nullable [] value, Event into) {
        requireType(into);
        into.clear();
        hasSchemaId = false;
        refusedField = Optional.empty();
        Optional<DropReason> problem = read(value, into);
        if (problem.isEmpty()) {
            problem = checks.problem(into);
        }
        if (problem.isPresent()) {
            into.clear();
        }
        return problem;
    }

    @Override
    public OptionalInt schemaId() {
        return hasSchemaId ? OptionalInt.of(schemaId) : OptionalInt.empty();
    }

    @Override
    public Optional<String> refusedField() {
        return refusedField;
    }

    private Optional<DropReason> read(byte @Nullable [] value, Event into) {
        if (value == null || value.length == 0) {
            return Optional.of(DropReason.EMPTY_VALUE);
        }
        if (value.length > Limits.MAX_PART_SIZE) {
            return Optional.of(DropReason.TOO_LARGE);
        }
        try {
            if (value[0] == WITH_SCHEMA_ID && value.length >= HEADER) {
                schemaId = (value[1] & 0xFF) << 24 | (value[2] & 0xFF) << 16 | (value[3] & 0xFF) << 8 | value[4] & 0xFF;
                hasSchemaId = true;
                reader(schemaId).read(value, HEADER, into);
                return Optional.empty();
            }
            if (value[0] == JSON) {
                json.read(value, 0, into);
                return Optional.empty();
            }
            return Optional.of(
                    isOtherRegistry(value) ? DropReason.UNSUPPORTED_FRAMING : DropReason.UNKNOWN_WIRE_FORMAT);
        } catch (RefusedException refusal) {
            refusedField = refusal.field();
            return Optional.of(refusal.reason());
        }
    }

    /** AWS Glue: version, compression, UUID of the schema's version. Confluent's newer one: version, UUID of the schema. */
    private static boolean isOtherRegistry(byte[] value) {
        return value[0] == AWS_GLUE && value.length >= GLUE_HEADER && (value[1] == 0 || value[1] == 5)
                || value[0] == WITH_SCHEMA_GUID && value.length >= GUID_HEADER;
    }

    /** Most values of a source are written with one schema. */
    private ValueReader reader(int id) {
        ValueReader last = lastReader;
        if (last != null && id == lastId) {
            return last;
        }
        ValueReader reader = readers.get(id);
        if (reader == null) {
            reader = schemas.writerSchema(id).in(forms);
            if (!reader.lasts()) {
                return reader;
            }
            readers.put(id, reader);
        }
        lastId = id;
        lastReader = reader;
        return reader;
    }

    private void requireType(Event event) {
        if (event.type() != accepted) {
            if (!event.type().fields().equals(type.fields())) {
                throw new IllegalArgumentException("cannot decode " + type + " into an event of type " + event.type());
            }
            accepted = event.type();
        }
    }
}
