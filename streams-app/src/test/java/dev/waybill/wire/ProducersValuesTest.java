package dev.waybill.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.event.DropReason;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.event.FieldType;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.registry.schema.AvroWriter;
import dev.waybill.wire.rule.EventTypes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that mean what our fields mean, in the spellings of languages and libraries that producers use. */
class ProducersValuesTest {
    private static final String UUID_TEXT = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private static final List<String> MAY_BE_EMPTY = List.of("uri", "referer", "user_agent.raw");

    private final InMemorySchemaLookup registry = new InMemorySchemaLookup();
    private final EventDecoder decoder = new EventDecoder(EventSchemas.schema(Source.DOWNLOAD), registry);
    private final Event event = new Event(decoder.eventType());

    @Test
    void mapsAndListsHoldWhateverJsonCanHold() {
        // Given
        Schema record = new Schema.Parser().parse("""
                {"type":"record","name":"R","fields":[{"name":"z","type":"int"},{"name":"a","type":["null","R"]}]}""");
        GenericRecord inner = new GenericData.Record(record);
        inner.put("z", 2);
        GenericRecord outer = new GenericData.Record(record);
        outer.put("z", 1);
        outer.put("a", inner);
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("null", null);
        values.put("text", "x");
        values.put("long", 1L << 60);
        values.put("double", 2.5);
        values.put("float", 0.1f);
        values.put("bool", true);
        values.put("list", Arrays.asList("y", null));
        values.put("record", outer);
        Schema map = Schema.createMap(Schema.createUnion(
                Schema.create(Schema.Type.NULL),
                Schema.create(Schema.Type.STRING),
                Schema.create(Schema.Type.LONG),
                Schema.create(Schema.Type.DOUBLE),
                Schema.create(Schema.Type.FLOAT),
                Schema.create(Schema.Type.BOOLEAN),
                Schema.createArray(
                        Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING))),
                record));

        // When
        Optional<DropReason> problem = decode("extensions", map, values);

        // Then
        assertThat(problem).isEmpty();
        assertThat(text("extensions"))
                .isEqualTo(
                        "{\"bool\":true,\"double\":2.5,\"float\":0.1,\"list\":[\"y\",null],\"long\":1152921504606846976,"
                                + "\"null\":null,\"record\":{\"a\":{\"a\":null,\"z\":2},\"z\":1},\"text\":\"x\"}");
    }

    @Test
    void aRecordIsReadWhereAMapBelongs() {
        // Given
        Schema shard = new Schema.Parser().parse("""
                {"type":"record","name":"X","fields":[{"name":"shard","type":"int"}]}""");
        GenericRecord value = new GenericData.Record(shard);
        value.put("shard", 4);

        // Then
        assertThat(decode("extensions", shard, value)).isEmpty();
        assertThat(text("extensions")).isEqualTo("{\"shard\":4}");
        assertThat(decode("extensions", Schema.create(Schema.Type.STRING), "{}"))
                .contains(DropReason.INCOMPATIBLE_SCHEMA);
    }

    @Test
    void recordsWithoutEndAreReadToTheUsualDepth() {
        // Given
        Schema node = new Schema.Parser().parse("""
                {"type":"record","name":"N","fields":[{"name":"n","type":["null","N"]}]}""");
        GenericRecord shallow = nodes(node, 60);
        GenericRecord deep = nodes(node, 65);

        // Then
        assertThat(decode("extensions", node, shallow)).isEmpty();
        assertThat(text("extensions")).startsWith("{\"n\":{\"n\":{\"n\":").endsWith(":null}" + "}".repeat(59));
        assertThat(decode("extensions", node, deep)).contains(DropReason.MALFORMED_AVRO);
    }

    @Test
    void schemasNestedDeeperThanAnyValueDoNotMatterWhereNothingIs() {
        // Given
        Schema deep = Schema.create(Schema.Type.INT);
        for (int i = 0; i < 50_000; i++) {
            deep = Schema.createArray(deep);
        }

        // Then
        assertThat(decode("unread", deep, List.of())).isEmpty();
        assertThat(decode("extensions", Schema.createMap(deep), Map.of("k", List.of())))
                .isEmpty();
    }

    static List<Schema> uuids() {
        Schema.Parser parser = new Schema.Parser();
        return List.of(
                parser.parse("{\"type\":\"fixed\",\"name\":\"U\",\"size\":16,\"logicalType\":\"uuid\"}"),
                parser.parse("{\"type\":\"string\",\"logicalType\":\"uuid\"}"));
    }

    @ParameterizedTest
    @MethodSource("uuids")
    void uuidsAreReadAsText(Schema schema) {
        // Given
        UUID uuid = UUID.fromString(UUID_TEXT);
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        Object value = schema.getType() == Schema.Type.FIXED ? new GenericData.Fixed(schema, bytes) : UUID_TEXT;

        // Then
        assertThat(decode("request_id", schema, value)).isEmpty();
        assertThat(text("request_id")).isEqualTo(UUID_TEXT);
        assertThat(decode("extensions", Schema.createMap(schema), Map.of("id", value)))
                .isEmpty();
        assertThat(text("extensions")).isEqualTo("{\"id\":\"" + UUID_TEXT + "\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"fixed\",\"name\":\"F\",\"size\":16}",
                "{\"type\":\"fixed\",\"name\":\"F\",\"size\":4,\"logicalType\":\"uuid\"}",
                "{\"type\":\"fixed\",\"name\":\"F\",\"size\":16,\"logicalType\":\"decimal\",\"precision\":9,\"scale\":6}"
            })
    void bytesWithAMeaningOfTheirOwnAreNoText(String text) {
        // Given
        Schema schema = new Schema.Parser().parse(text);
        Object value = new GenericData.Fixed(schema, new byte[schema.getFixedSize()]);

        // Then
        assertThat(decode("request_id", schema, value)).contains(DropReason.INCOMPATIBLE_SCHEMA);
        assertThat(decode("extensions", Schema.createMap(schema), Map.of("k", value)))
                .contains(DropReason.INCOMPATIBLE_SCHEMA);
    }

    @Test
    void aDecimalIsNoText() {
        // Given
        Schema schema = new Schema.Parser()
                .parse("{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":9,\"scale\":6}");

        // Then
        assertThat(decode("request_id", schema, ByteBuffer.allocate(2))).contains(DropReason.INCOMPATIBLE_SCHEMA);
        assertThat(decode("request_id", Schema.create(Schema.Type.BYTES), ByteBuffer.wrap("r-1".getBytes(UTF_8))))
                .isEmpty();
        assertThat(text("request_id")).isEqualTo("r-1");
    }

    @Test
    void aTextOfNoCharactersIsNullInAvroUnlessTheClientMayHaveSentIt() {
        // Given
        Schema writer = EventSchemas.schema(Source.DOWNLOAD);
        GenericRecord record = emptied(writer);
        record.put("event_id", "e-1");
        record.put("tenant", "acme");
        record.put("occurred_at", 1_772_600_767_000_317L);

        // Then
        assertThat(decoder.decode(AvroWire.encode(registry.register(writer), writer, record), event))
                .isEmpty();
        assertOnlyThoseAreEmpty();
    }

    @Test
    void aTextOfNoCharactersIsNullInJsonUnlessTheClientMayHaveSentIt() {
        // Given
        StringBuilder json =
                new StringBuilder("{\"event_id\":\"e-1\",\"tenant\":\"acme\",\"occurred_at\":\"2026-03-04T05:06:07Z\"");
        for (Schema.Field field : EventSchemas.schema(Source.DOWNLOAD).getFields()) {
            Schema type = EventTypes.nonNull(field.schema(), field.name());
            if (type.getType() == Schema.Type.STRING
                    && !List.of("event_id", "tenant").contains(field.name())) {
                json.append(",\"").append(field.name()).append("\":\"\"");
            } else if (type.getType() == Schema.Type.RECORD) {
                json.append(",\"").append(field.name()).append("\":{");
                for (Schema.Field leaf : type.getFields()) {
                    if (EventTypes.nonNull(leaf.schema(), leaf.name()).getType() == Schema.Type.STRING) {
                        json.append("\"").append(leaf.name()).append("\":\"\",");
                    }
                }
                json.append("\"ignored\":\"\"}");
            }
        }

        // Then
        assertThat(decoder.decode((json + "}").getBytes(UTF_8), event)).isEmpty();
        assertOnlyThoseAreEmpty();
    }

    @ParameterizedTest
    @CsvSource({"event_id, missing-event-id", "tenant, missing-tenant"})
    void anEmptyTextIsMissingWhereOneMustBe(String field, String code) {
        // Given
        String json = "{\"event_id\":\"e-1\",\"tenant\":\"acme\",\"occurred_at\":\"2026-03-04T05:06:07Z\"}"
                .replaceFirst("\"" + field + "\":\"[^\"]*\"", "\"" + field + "\":\"\"");

        // Then
        assertThat(decoder.decode(json.getBytes(UTF_8), event).map(DropReason::code))
                .contains(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_024, 1_025, 4_096, 100_000, 5_000_000})
    void keysOfAnyLengthAreReadAndPassedOver(int length) {
        // Given
        String key = "k".repeat(length);

        // Then
        assertThat(json("\"" + key + "\":1,\"x\":{\"" + key + "é\\u0041\":[\"" + key + "\"]},\"method\":\"GET\""))
                .isEmpty();
        assertThat(text("method")).isEqualTo("GET");
        assertThat(json("\"extensions\":{\"" + key + "\":\"1\",\"a\":\"2\"}")).isEmpty();
        assertThat(text("extensions")).isEqualTo("{\"a\":\"2\",\"" + key + "\":\"1\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101, 1_001, 5_000_000})
    void numbersOfAnyLengthArePassedOver(int length) {
        // Given
        String digits = "9".repeat(length);

        // Then
        for (String number : List.of(digits, "-" + digits, "0." + digits, "1e-" + digits, digits + ".5E+3")) {
            assertThat(json("\"unread\":" + number + ",\"x\":[" + number + "]"))
                    .as("%d digits", length)
                    .isEmpty();
        }
    }

    @Test
    void numbersThatAreDeliveredHaveAHundredDigitsAtMost() {
        assertThat(json("\"extensions\":{\"a\":" + "9".repeat(100) + "}")).isEmpty();
        assertThat(text("extensions")).isEqualTo("{\"a\":" + "9".repeat(100) + "}");
        assertThat(json("\"extensions\":{\"a\":" + "9".repeat(101) + "}")).contains(DropReason.MALFORMED_JSON);
        assertThat(json("\"status\":" + "9".repeat(1_000_000))).contains(DropReason.WRONG_TYPE);
    }

    @Test
    void keysOfEarlierEventsDoNotDecideOverLaterOnes() {
        // Given: more keys than the parser remembers, all of them new
        for (int i = 0; i < 3_000; i++) {
            StringBuilder members = new StringBuilder("\"first\":0");
            for (int j = 0; j < 20; j++) {
                members.append(",\"").append(i).append("-").append(j).append("\":0");
            }

            // Then
            assertThat(json(members.toString())).isEmpty();
        }
    }

    private Optional<DropReason> json(String members) {
        String required = "\"event_id\":\"e-1\",\"tenant\":\"acme\",\"occurred_at\":\"2026-03-04T05:06:07Z\"";
        return decoder.decode(("{" + required + "," + members + "}").getBytes(UTF_8), event);
    }

    private Optional<DropReason> decode(String field, Schema type, Object value) {
        Schema text = Schema.create(Schema.Type.STRING);
        Schema writer = Schema.createRecord(
                "E",
                null,
                "p",
                false,
                List.of(
                        new Schema.Field("event_id", text),
                        new Schema.Field("tenant", text),
                        new Schema.Field(
                                "occurred_at",
                                new Schema.Parser().parse("{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}")),
                        new Schema.Field(field, type)));
        GenericRecord record = new GenericData.Record(writer);
        record.put("event_id", "e-1");
        record.put("tenant", "acme");
        record.put("occurred_at", 1_772_600_767_000_317L);
        record.put(field, value);
        EventDecoder fresh = new EventDecoder(EventSchemas.schema(Source.DOWNLOAD), id -> new AvroWriter(writer));
        return fresh.decode(AvroWire.encode(1, writer, record), event);
    }

    private static GenericRecord emptied(Schema schema) {
        GenericRecord record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            Schema type = EventTypes.nonNull(field.schema(), field.name());
            if (type.getType() == Schema.Type.STRING) {
                record.put(field.pos(), "");
            } else if (type.getType() == Schema.Type.RECORD) {
                record.put(field.pos(), emptied(type));
            }
        }
        return record;
    }

    private static GenericRecord nodes(Schema node, int depth) {
        GenericRecord outer = new GenericData.Record(node);
        for (int i = 1; i < depth; i++) {
            GenericRecord next = new GenericData.Record(node);
            next.put("n", outer);
            outer = next;
        }
        return outer;
    }

    private void assertOnlyThoseAreEmpty() {
        EventType type = decoder.eventType();
        assertThat(type.fields())
                .filteredOn(field -> field.type() == FieldType.STRING)
                .filteredOn(field -> !event.isNull(field) && event.length(field) == 0)
                .extracting(Field::path)
                .containsExactlyElementsOf(MAY_BE_EMPTY);
        assertThat(type.fields())
                .filteredOn(field -> !event.isNull(field))
                .extracting(Field::path)
                .containsExactlyInAnyOrder("event_id", "tenant", "occurred_at", "uri", "referer", "user_agent.raw");
    }

    private @Nullable String text(String path) {
        return event.text(decoder.eventType().field(path).orElseThrow());
    }
}
