package dev.waybill.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.event.DropReason;
import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.registry.SchemaLookup;
import dev.waybill.registry.schema.AvroWriter;
import dev.waybill.registry.schema.JsonWriter;
import dev.waybill.wire.rule.TimeRules;
import dev.waybill.wire.rule.TimestampUnit;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/**
 * Values of all wire forms, made by structure and then spoilt. Nothing but an answer ever comes out of the decoder, the
 * answer depends on the value alone, and whatever came before, a good event is read. The long form: {@code
 * -Ddecoder.fuzz.records=5000000 -Ddecoder.fuzz.seed=…}.
 */
class DecoderFuzzTest {
    private static final long RECORDS = Long.getLong("decoder.fuzz.records", 40_000);
    private static final long SEED = Long.getLong("decoder.fuzz.seed", 20_260_304L);
    private static final int RECORDS_PER_ROUND = 1_000;
    private static final int WRITERS = 6;
    /** So often a decoder that has seen nothing yet is asked, too. */
    private static final int FRESH = 20;

    private static final int MAX_SHOWN = 2_000;

    private final Random random = new Random(SEED);
    private final Map<DropReason, Integer> refused = new EnumMap<>(DropReason.class);
    private int accepted;

    @Test
    void everyValueHasAnAnswerThatDependsOnItAlone() {
        for (long done = 0; done < RECORDS; done += RECORDS_PER_ROUND) {
            new Round(done).run();
        }

        // Then
        System.out.printf(
                "decoder fuzz: seed %d, %d records, accepted %d, refused %s%n", SEED, RECORDS, accepted, refused);
        assertThat(accepted).isGreaterThan((int) (RECORDS / 5));
        assertThat(refused.keySet())
                .contains(
                        DropReason.MALFORMED_AVRO,
                        DropReason.MALFORMED_JSON,
                        DropReason.MALFORMED_PROTOBUF,
                        DropReason.WRONG_TYPE,
                        DropReason.INCOMPATIBLE_SCHEMA,
                        DropReason.UNKNOWN_SCHEMA_ID,
                        DropReason.TIME_OUT_OF_RANGE);
    }

    /** Records of one reader and a few writers. */
    private final class Round {
        private final String name;
        private final Schema reader;
        private final TimeRules times;
        private final InMemorySchemaLookup registry = new InMemorySchemaLookup();
        private final List<Schema> writers = new ArrayList<>();
        private final int json;
        private final int protobuf;
        private final RandomData data = new RandomData(random);
        private final RandomJson jsonEvents = new RandomJson(random);
        private final RandomMessages messages = new RandomMessages(random);
        private final Mutation mutation = new Mutation(random);

        Round(long done) {
            RandomSchemas schemas = new RandomSchemas(random);
            this.name = "seed " + SEED + ", round from record " + done;
            this.reader = switch (random.nextInt(4)) {
                case 0 -> EventSchemas.schema(Source.AUDIT);
                case 1 -> schemas.reader();
                default -> EventSchemas.schema(Source.DOWNLOAD);
            };
            this.times = new TimeRules(
                    LocalDate.of(2000, 1, 1),
                    random.nextBoolean()
                            ? Optional.empty()
                            : Optional.of(TimestampUnit.values()[random.nextInt(TimestampUnit.values().length)]));
            for (int i = 0; i < WRITERS; i++) {
                writers.add(bent(schemas, schemas.writer(reader)));
            }
            this.json = registry.register(new JsonWriter());
            SchemaLookup file = OneSchema.lookup(RandomMessages.FILE);
            this.protobuf = registry.register(file.writerSchema(1));
        }

        /** A writer's schema that may have another type in one place. */
        private Schema bent(RandomSchemas schemas, Schema writer) {
            if (random.nextInt(3) != 0) {
                return writer;
            }
            int bent = random.nextInt(writer.getFields().size());
            List<Schema.Field> fields = new ArrayList<>();
            for (Schema.Field field : writer.getFields()) {
                Schema type = field.pos() == bent ? schemas.anyType(3) : field.schema();
                fields.add(new Schema.Field(field.name(), type));
            }
            return Schema.createRecord(writer.getName(), null, writer.getNamespace(), false, fields);
        }

        void run() {
            EventDecoder decoder = new EventDecoder(reader, registry, times);
            Event event = new Event(decoder.eventType());
            for (int i = 0; i < RECORDS_PER_ROUND; i++) {
                byte[] value = value();
                String answer = answer(decoder, value, event);
                if (i % FRESH == 0) {
                    EventDecoder fresh = new EventDecoder(reader, registry, times);
                    assertThat(answer(fresh, value, new Event(fresh.eventType())))
                            .as("%s, to a decoder that has seen nothing: %s", name, hex(value))
                            .isEqualTo(answer);
                }
            }
            byte[] good =
                    "{\"event_id\":\"e\",\"tenant\":\"acme\",\"occurred_at\":\"2026-03-04T05:06:07Z\"}".getBytes(UTF_8);
            if (reader.getFields().stream().allMatch(field -> field.hasDefaultValue() || isRequired(field))) {
                assertThat(decoder.decode(good, event)).as(name).isEmpty();
                assertThat(event.text(event.type().eventId())).as(name).isEqualTo("e");
            }
        }

        private static boolean isRequired(Schema.Field field) {
            return List.of("event_id", "tenant", "occurred_at").contains(field.name());
        }

        private byte[] value() {
            byte[] value = switch (random.nextInt(5)) {
                case 0 -> jsonEvents.event(reader).getBytes(UTF_8);
                case 1 -> framed(json, jsonEvents.event(reader).getBytes(UTF_8));
                case 2 -> framed(protobuf, framedMessage());
                default -> {
                    Schema writer = writers.get(random.nextInt(WRITERS));
                    yield AvroWire.encode(registry.register(new AvroWriter(writer)), writer, record(writer));
                }
            };
            return random.nextInt(5) < 2 ? mutation.of(value) : value;
        }

        private GenericRecord record(Schema writer) {
            GenericRecord record = data.record(writer);
            put(record, "event_id", "e" + random.nextInt());
            put(record, "tenant", "acme");
            put(record, "occurred_at", 1_772_600_767_000_317L);
            return record;
        }

        private static void put(GenericRecord record, String field, Object value) {
            Schema.Field known = record.getSchema().getField(field);
            if (known != null) {
                Schema type = known.schema();
                Schema.Type first = type.isUnion() ? type.getTypes().get(0).getType() : type.getType();
                if (first == (value instanceof Long ? Schema.Type.LONG : Schema.Type.STRING)) {
                    record.put(field, value);
                } else if (first == Schema.Type.BYTES) {
                    record.put(field, ByteBuffer.wrap(value.toString().getBytes(UTF_8)));
                }
            }
        }

        private byte[] framedMessage() {
            byte[] message = messages.event();
            return ByteBuffer.allocate(1 + message.length)
                    .put((byte) 0)
                    .put(message)
                    .array();
        }

        private static byte[] framed(int id, byte[] value) {
            return ByteBuffer.allocate(5 + value.length)
                    .put((byte) 0)
                    .putInt(id)
                    .put(value)
                    .array();
        }

        private String answer(EventDecoder decoder, byte[] value, Event event) {
            Optional<DropReason> problem;
            try {
                problem = decoder.decode(value, event);
            } catch (RuntimeException | StackOverflowError e) {
                return fail(name + ": " + e + " for " + hex(value), e);
            }
            if (problem.isPresent()) {
                refused.merge(problem.get(), 1, Integer::sum);
                for (Field field : event.type().fields()) {
                    assertThat(event.isNull(field)).as(name).isTrue();
                }
                return problem.get().code();
            }
            accepted++;
            StringBuilder fields = new StringBuilder();
            for (Field field : event.type().fields()) {
                fields.append(field.path()).append('=');
                if (!event.isNull(field)) {
                    fields.append(field.type().isText() ? event.text(field) : Long.toString(event.number(field)));
                }
                fields.append(';');
            }
            return fields.toString();
        }

        private static String hex(byte[] value) {
            String hex = HexFormat.of().formatHex(value);
            return hex.length() > MAX_SHOWN ? hex.substring(0, MAX_SHOWN) + "…" : hex;
        }
    }
}
