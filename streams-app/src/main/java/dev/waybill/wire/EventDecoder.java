package dev.waybill.wire;

import dev.waybill.contract.Limits;
import dev.waybill.event.DropReason;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.registry.SchemaLookup;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the values of one source's records into events. Two wire forms are told apart by the first byte of each
 * record: 0x00 begins Avro (followed by the schema's id, four bytes, big-endian), an opening brace begins JSON; nothing
 * else is accepted, not even a byte order mark or a blank.
 *
 * <p>Keeps what it compiled per writer schema; for use by one thread.
 */
public final class EventDecoder {
    private static final byte AVRO = 0;
    private static final byte JSON = '{';
    private static final int HEADER = 5;

    private final EventType type;
    private final SchemaLookup schemas;
    private final AvroPlanner planner;
    private final JsonEvents json;
    private final AvroInput input = new AvroInput();
    private final Map<Integer, AvroStep> plans = new HashMap<>();
    private EventType accepted;
    private int schemaId;
    private boolean hasSchemaId;
    private int ignoredMembers;

    /**
     * A decoder of the events that {@code reader} describes.
     *
     * @throws IllegalArgumentException if {@link EventTypes#of} refuses {@code reader}
     */
    public EventDecoder(Schema reader, SchemaLookup schemas) {
        TextArena arena = new TextArena();
        JsonValues values = new JsonValues(arena);
        this.type = EventTypes.of(reader);
        this.accepted = type;
        this.schemas = schemas;
        this.planner = new AvroPlanner(reader, type, arena, values);
        this.json = new JsonEvents(reader, type, arena, values);
    }

    /** The type of the events that are decoded. */
    public EventType eventType() {
        return type;
    }

    /**
     * Decodes {@code value} into {@code into}, whose text then refers to {@code value}: neither may change while it is
     * used. Invalid UTF-8 becomes U+FFFD.
     *
     * @return why the event must be dropped, and then {@code into} is all null; empty if it was decoded and has a valid
     *     tenant, an id and a time
     * @throws dev.waybill.registry.RegistryUnavailableException if the writer's schema cannot be had now; the record
     *     can be tried again
     */
    public Optional<DropReason> decode(byte @Nullable [] value, Event into) {
        requireType(into);
        into.clear();
        hasSchemaId = false;
        ignoredMembers = 0;
        Optional<DropReason> problem = read(value, into);
        if (problem.isEmpty()) {
            problem = RequiredFields.problem(into);
        }
        if (problem.isPresent()) {
            into.clear();
        }
        return problem;
    }

    /** The id of the schema that the last value was, or claimed to be, written with; empty for JSON and garbage. */
    public OptionalInt schemaId() {
        return hasSchemaId ? OptionalInt.of(schemaId) : OptionalInt.empty();
    }

    /** How many members of the last value, if it was JSON, were passed over because no field has their name. */
    public int ignoredMembers() {
        return ignoredMembers;
    }

    private Optional<DropReason> read(byte @Nullable [] value, Event into) {
        if (value == null || value.length == 0) {
            return Optional.of(DropReason.EMPTY_VALUE);
        }
        if (value.length > Limits.MAX_PART_SIZE) {
            return Optional.of(DropReason.TOO_LARGE);
        }
        try {
            if (value[0] == JSON) {
                json.read(value, into);
                ignoredMembers = json.ignored();
                return Optional.empty();
            }
            if (value[0] == AVRO && value.length >= HEADER) {
                return readAvro(value, into);
            }
            return Optional.of(DropReason.UNKNOWN_WIRE_FORMAT);
        } catch (Refusal refusal) {
            return Optional.of(refusal.reason());
        }
    }

    private Optional<DropReason> readAvro(byte[] value, Event into) throws Refusal {
        schemaId = (value[1] & 0xFF) << 24 | (value[2] & 0xFF) << 16 | (value[3] & 0xFF) << 8 | value[4] & 0xFF;
        hasSchemaId = true;
        AvroStep plan = plans.get(schemaId);
        if (plan == null) {
            Optional<Schema> writer = schemas.writerSchema(schemaId);
            if (writer.isEmpty()) {
                return Optional.of(DropReason.UNKNOWN_SCHEMA_ID);
            }
            plan = planner.plan(writer.get());
            plans.put(schemaId, plan);
        }
        input.reset(value, HEADER);
        plan.read(input, into);
        return input.atEnd() ? Optional.empty() : Optional.of(DropReason.MALFORMED_AVRO);
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
