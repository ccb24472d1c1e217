package dev.waybill.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Limits;
import dev.waybill.contract.Source;
import dev.waybill.event.DropReason;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.registry.RegistryUnavailableException;
import dev.waybill.registry.schema.JsonWriter;
import dev.waybill.wire.rule.EventTypes;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDecoderTest {
    private static final Schema SCHEMA = EventSchemas.schema(Source.DOWNLOAD);
    private static final long MICROS = micros("2026-03-04T05:06:07.000317Z");

    private final InMemorySchemaLookup registry = new InMemorySchemaLookup();
    private final int id = registry.register(SCHEMA);
    private final EventDecoder decoder = new EventDecoder(SCHEMA, registry);
    private final EventType type = decoder.eventType();
    private final Event event = new Event(type);

    @Test
    void readsAvroAndJsonRecordByRecordIntoTheSameFields() {
        // Given
        GenericRecord record = record();
        record.put("status", 200);
        record.put("location", group("location", Map.of("city", "Auckland", "latitude", "-36.8")));
        record.put("extensions", Map.of("b", "2", "a", "1"));
        byte[] avro = AvroWire.encode(id, SCHEMA, record);
        byte[] json = """
                {"event_id":"e-1","tenant":"acme","occurred_at":"2026-03-04T05:06:07.000317Z","status":200,
                 "location":{"latitude":"-36.8","city":"Auckland"},"extensions":{"b":"2","a":"1"}}""".getBytes(UTF_8);
        for (byte[] value : List.of(avro, json, avro)) {
            // When
            Optional<DropReason> problem = decoder.decode(value, event);

            // Then
            assertThat(problem).isEmpty();
            assertThat(text("event_id")).isEqualTo("e-1");
            assertThat(text("tenant")).isEqualTo("acme");
            assertThat(event.occurredAtMicros()).isEqualTo(MICROS);
            assertThat(event.number(field("status"))).isEqualTo(200);
            assertThat(text("location.city")).isEqualTo("Auckland");
            assertThat(text("location.latitude")).isEqualTo("-36.8");
            assertThat(text("location.country")).isNull();
            assertThat(text("extensions")).isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
            assertThat(text("event_type")).isEqualTo("artifact_downloaded");
            assertThat(event.isNull(field("bytes"))).isTrue();
            assertThat(decoder.schemaId().isPresent()).isEqualTo(value == avro);
        }
    }

    @Test
    void textOfAvroEventsIsASliceOfTheInput() {
        // Given
        byte[] value = AvroWire.encode(id, SCHEMA, record());

        // When
        decoder.decode(value, event);

        // Then
        assertThat(event.buffer(type.eventId())).isSameAs(value);
        assertThat(event.buffer(type.tenant())).isSameAs(value);
    }

    @Test
    void textOfEarlierEventsStaysAsItIs() {
        // Given
        List<Event> events = new ArrayList<>();
        String filler = "x".repeat(9_000);

        // When
        for (int i = 0; i < 100; i++) {
            Event next = new Event(type);
            decoder.decode(json("\"uri\":\"/%d/%s\",\"extensions\":{\"n\":\"%d\"}".formatted(i, filler, i)), next);
            events.add(next);
        }

        // Then
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).text(field("uri"))).isEqualTo("/" + i + "/" + filler);
            assertThat(events.get(i).text(field("extensions"))).isEqualTo("{\"n\":\"" + i + "\"}");
        }
    }

    @Test
    void refusesEmptyValues() {
        assertThat(decoder.decode(null, event)).contains(DropReason.EMPTY_VALUE);
        assertThat(decoder.decode(new byte[0], event)).contains(DropReason.EMPTY_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "\u0001\0\0\0\u0001abc", " {}", "\u00EF\u00BB\u00BF{}", "[]", "\0", "\0\0\0\0"})
    void refusesWhatBeginsLikeNeitherForm(String value) {
        assertThat(decoder.decode(value.getBytes(ISO_8859_1), event)).contains(DropReason.UNKNOWN_WIRE_FORMAT);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 0, 18, unsupported-framing",
        "3, 5, 18, unsupported-framing",
        "3, 5, 17, unknown-wire-format",
        "3, 1, 18, unknown-wire-format",
        "1, 9, 17, unsupported-framing",
        "1, 9, 16, unknown-wire-format",
        "2, 0, 99, unknown-wire-format"
    })
    void namesTheFramingOfOtherRegistries(byte first, byte second, int length, String code) {
        // Given
        byte[] value = new byte[length];
        value[0] = first;
        value[1] = second;

        // Then
        assertThat(decoder.decode(value, event).map(DropReason::code)).contains(code);
        assertThat(decoder.schemaId()).isEmpty();
    }

    @Test
    void readsJsonBehindTheIdOfAJsonSchema() {
        // Given
        int jsonId = registry.register(new JsonWriter());
        byte[] object = json("\"uri\":\"/a\",\"unknown\":1");
        byte[] value = ByteBuffer.allocate(5 + object.length)
                .put(AvroWire.header(jsonId))
                .put(object)
                .array();

        // When
        Optional<DropReason> problem = decoder.decode(value, event);

        // Then
        assertThat(problem).isEmpty();
        assertThat(text("uri")).isEqualTo("/a");
        assertThat(decoder.schemaId()).hasValue(jsonId);
        assertThat(decoder.decode(Arrays.copyOf(value, value.length - 1), event))
                .contains(DropReason.MALFORMED_JSON);
        assertThat(decoder.decode(Arrays.copyOf(value, 5), event)).contains(DropReason.MALFORMED_JSON);
        assertThat(decoder.decode(AvroWire.encode(jsonId, SCHEMA, record()), event))
                .contains(DropReason.MALFORMED_JSON);
    }

    @Test
    void refusesUnknownSchemaIdAndRemembersItForTheClaimTicket() {
        // When
        Optional<DropReason> problem = decoder.decode(AvroWire.encode(4711, SCHEMA, record()), event);

        // Then
        assertThat(problem).contains(DropReason.UNKNOWN_SCHEMA_ID);
        assertThat(decoder.schemaId()).hasValue(4711);
    }

    @Test
    void decodesTheSameRecordOnceTheRegistryIsBack() {
        // Given
        List<String> outage = new ArrayList<>(List.of("down", "still down"));
        EventDecoder patient = new EventDecoder(SCHEMA, wanted -> {
            if (!outage.isEmpty()) {
                throw new RegistryUnavailableException(outage.remove(0), null);
            }
            return registry.writerSchema(wanted);
        });
        byte[] value = AvroWire.encode(id, SCHEMA, record());

        // When
        assertThatThrownBy(() -> patient.decode(value, event)).isInstanceOf(RegistryUnavailableException.class);
        assertThatThrownBy(() -> patient.decode(value, event)).isInstanceOf(RegistryUnavailableException.class);
        Optional<DropReason> problem = patient.decode(value, event);

        // Then
        assertThat(problem).isEmpty();
        assertThat(text("event_id")).isEqualTo("e-1");
    }

    @Test
    void everyTruncationAndEveryExtraByteIsMalformed() {
        // Given
        GenericRecord record = record();
        record.put("location", group("location", Map.of("city", "Auckland")));
        record.put("extensions", Map.of("a", "1"));
        byte[] value = AvroWire.encode(id, SCHEMA, record);

        for (int length = 5; length < value.length; length++) {
            assertThat(decoder.decode(Arrays.copyOf(value, length), event)).contains(DropReason.MALFORMED_AVRO);
        }
        assertThat(decoder.decode(Arrays.copyOf(value, value.length + 1), event))
                .contains(DropReason.MALFORMED_AVRO);
    }

    @Test
    void randomBytesBehindAValidIdNeverEscapeAsAnException() {
        // Given
        Random random = new Random(7);
        byte[] valid = AvroWire.encode(id, SCHEMA, record());
        for (int i = 0; i < 20_000; i++) {
            byte[] value = valid.clone();
            for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
                value[random.nextInt(5, value.length)] = (byte) random.nextInt();
            }

            // When
            Optional<DropReason> problem = decoder.decode(value, event);

            // Then
            problem.ifPresent(reason -> assertThat(event.isNull(type.tenant())).isTrue());
        }
    }

    @Test
    void hugeLengthsAreRefusedBeforeAnythingIsAllocated() {
        // Given: a string that claims to have 2^62 bytes
        byte[] header = AvroWire.header(id);
        byte[] value = Arrays.copyOf(header, header.length + 10);
        Arrays.fill(value, header.length, value.length - 1, (byte) 0xFF);
        value[value.length - 1] = 0x7E;

        // Then
        assertThat(decoder.decode(value, event)).contains(DropReason.MALFORMED_AVRO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"tenant\":null", ",\"tenant\":\"\""})
    void refusesJsonWithoutTenant(String tenant) {
        // Given
        String value = "{\"event_id\":\"e-1\",\"occurred_at\":\"2026-03-04T05:06:07Z\"" + tenant + "}";

        // Then
        assertThat(decoder.decode(value.getBytes(UTF_8), event)).contains(DropReason.MISSING_TENANT);
    }

    static List<String> tenants() {
        List<String> tenants = new ArrayList<>(List.of(
                "../x",
                "ACME",
                "a/b",
                "-a",
                "a-",
                "a.b",
                "a b",
                "a\n",
                "a\0",
                "é",
                "😀",
                "=1",
                "a_b",
                "0",
                "a".repeat(63)));
        tenants.add("a".repeat(64));
        return tenants;
    }

    @ParameterizedTest
    @MethodSource("tenants")
    void tenantMustBeAValidId(String tenant) {
        // Given
        GenericRecord record = record();
        record.put("tenant", tenant);

        // When
        Optional<DropReason> problem = decoder.decode(AvroWire.encode(id, SCHEMA, record), event);

        // Then
        assertThat(problem)
                .isEqualTo(ExportId.isValid(tenant) ? Optional.empty() : Optional.of(DropReason.INVALID_TENANT));
    }

    @Test
    void refusesMissingEventId() {
        // Given
        GenericRecord record = record();
        record.put("event_id", "");

        // Then
        assertThat(decoder.decode(AvroWire.encode(id, SCHEMA, record), event)).contains(DropReason.MISSING_EVENT_ID);
        assertThat(decoder.decode(
                        "{\"tenant\":\"acme\",\"occurred_at\":\"2026-03-04T05:06:07Z\"}".getBytes(UTF_8), event))
                .contains(DropReason.MISSING_EVENT_ID);
    }

    @ParameterizedTest
    @CsvSource({
        "0,                    missing-occurred-at",
        "-62135596800000000,   missing-occurred-at",
        "-1,                   time-out-of-range",
        "-9223372036854775808, time-out-of-range",
        "1,                    time-out-of-range",
        "946684799999999,      time-out-of-range",
        "946684800000000,      ",
        "253402300799999999,   ",
        "253402300800000000,   time-out-of-range",
        "9223372036854775807,  time-out-of-range"
    })
    void timesFrom2000ToTheYear9999AreAccepted(long micros, String code) {
        // Given
        GenericRecord record = record();
        record.put("occurred_at", micros);

        // When
        Optional<DropReason> problem = decoder.decode(AvroWire.encode(id, SCHEMA, record), event);

        // Then
        assertThat(problem.map(DropReason::code)).isEqualTo(Optional.ofNullable(code));
    }

    @Test
    void refusesMissingTimeInJson() {
        assertThat(decoder.decode("{\"tenant\":\"acme\",\"event_id\":\"e\"}".getBytes(UTF_8), event))
                .contains(DropReason.MISSING_OCCURRED_AT);
    }

    @Test
    void largeEventsAreDecodedUpToTheSizeOfAPart() {
        // Given
        GenericRecord record = record();
        record.put("uri", "/" + "a".repeat(2 * 1024 * 1024));

        // Then
        assertThat(decoder.decode(AvroWire.encode(id, SCHEMA, record), event)).isEmpty();
        assertThat(event.length(field("uri"))).isEqualTo(2 * 1024 * 1024 + 1);
        assertThat(decoder.decode(json("\"uri\":\"" + "a".repeat(2 * 1024 * 1024) + "\""), event))
                .isEmpty();
        assertThat(decoder.decode(new byte[Limits.MAX_PART_SIZE + 1], event)).contains(DropReason.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b",
                "say \"hi\"",
                "a\rb",
                "a\nb",
                "a\r\nb",
                "a\0b",
                "a\tb",
                "😀",
                "=1+1",
                "",
                "\u2028",
                "\\",
                "漢字"
            })
    void awkwardTextArrivesAsItIsInBothForms(String awkward) {
        // Given
        GenericRecord record = record();
        record.put("uri", awkward);
        record.put("extensions", Map.of(awkward, awkward));
        String quoted = quote(awkward);

        for (byte[] value : List.of(
                AvroWire.encode(id, SCHEMA, record),
                json("\"uri\":" + quoted + ",\"extensions\":{" + quoted + ":" + quoted + "}"))) {
            // When
            Optional<DropReason> problem = decoder.decode(value, event);

            // Then
            assertThat(problem).isEmpty();
            assertThat(text("uri")).isEqualTo(awkward);
            assertThat(text("extensions")).isEqualTo("{" + quoted + ":" + quoted + "}");
        }
    }

    @Test
    void invalidUtf8BecomesTheReplacementCharacterInBothForms() {
        // Given
        GenericRecord record = record();
        record.put("uri", "/a#b");
        byte[] avro = AvroWire.encode(id, SCHEMA, record);
        byte[] json = json("\"uri\":\"/a#b\"");

        for (byte[] value : List.of(avro, json)) {
            value[new String(value, ISO_8859_1).indexOf('#')] = (byte) 0xC3;

            // When
            Optional<DropReason> problem = decoder.decode(value, event);

            // Then
            assertThat(problem).isEmpty();
            assertThat(text("uri")).isEqualTo("/a\uFFFDb");
        }
    }

    @Test
    void loneSurrogatesInJsonBecomeTheReplacementCharacter() {
        // When
        decoder.decode(json("\"uri\":\"a\\ud800b\\udc00\\ud83d\\ude00\""), event);

        // Then
        assertThat(text("uri")).isEqualTo("a\uFFFDb\uFFFD😀");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status          | \"status\":\"200\"",
                "status          | \"status\":200.0",
                "status          | \"status\":92233720368547758070",
                "status          | \"status\":true",
                "uri             | \"uri\":1",
                "uri             | \"uri\":{}",
                "event_id        | \"event_id\":7",
                "location        | \"location\":\"x\"",
                "location.city   | \"location\":{\"city\":1}",
                "extensions      | \"extensions\":[]",
                "recorded_at     | \"recorded_at\":1772600767000",
                "recorded_at     | \"recorded_at\":\"yesterday\"",
                "recorded_at     | \"recorded_at\":\"2026-03-04T05:06:07\""
            })
    void refusesValuesOfAnotherTypeInJsonAndNamesTheField(String field, String members) {
        // Given
        byte[] value = members.startsWith("\"event_id")
                ? "{\"event_id\":7,\"tenant\":\"acme\",\"occurred_at\":\"2026-03-04T05:06:07Z\"}".getBytes(UTF_8)
                : json(members);

        // When
        Optional<DropReason> problem = decoder.decode(value, event);

        // Then
        assertThat(problem).contains(DropReason.WRONG_TYPE);
        assertThat(decoder.refusedField()).contains(field);
        assertThat(decoder.decode("{".getBytes(UTF_8), event)).contains(DropReason.MALFORMED_JSON);
        assertThat(decoder.refusedField()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"uri\":\"a\",\"uri\":\"b\"",
                "\"tenant\":\"other\"",
                "\"extensions\":{\"a\":\"1\",\"a\":\"2\"}",
                "\"extensions\":{\"a\":NaN}",
                "\"uri\":\"a",
                "\"uri\"",
                "\"unknown\":[}",
            })
    void refusesJsonThatIsBrokenOrAmbiguous(String members) {
        assertThat(decoder.decode(json(members), event)).contains(DropReason.MALFORMED_JSON);
    }

    @Test
    void refusesAnythingAfterTheObjectAndOtherEncodings() {
        // Given
        String valid = "{\"event_id\":\"e\",\"tenant\":\"acme\",\"occurred_at\":\"2026-03-04T05:06:07Z\"}";

        // Then
        assertThat(decoder.decode((valid + " \n").getBytes(UTF_8), event)).isEmpty();
        assertThat(decoder.decode((valid + "{}").getBytes(UTF_8), event)).contains(DropReason.MALFORMED_JSON);
        assertThat(decoder.decode((valid + "x").getBytes(UTF_8), event)).contains(DropReason.MALFORMED_JSON);
        assertThat(decoder.decode(valid.getBytes(UTF_16LE), event)).contains(DropReason.MALFORMED_JSON);
    }

    @Test
    void refusesDeepNestingWhereverItIs() {
        // Given
        String deep = "[".repeat(100_000) + "]".repeat(100_000);

        // Then
        assertThat(decoder.decode(json("\"unknown\":" + deep), event)).contains(DropReason.MALFORMED_JSON);
        assertThat(decoder.decode(json("\"extensions\":{\"a\":" + deep + "}"), event))
                .contains(DropReason.MALFORMED_JSON);
    }

    @Test
    void passesOverWhatItDoesNotKnow() {
        // When
        Optional<DropReason> problem = decoder.decode(
                json("\"client_ip\":\"1.2.3.4\",\"location.city\":\"x\",\"location\":{\"x\":[{}]}"), event);

        // Then
        assertThat(problem).isEmpty();
        assertThat(text("location.city")).isNull();
        assertThat(text("extensions")).isNull();
    }

    @Test
    void explicitNullIsNotTheDefault() {
        // When
        decoder.decode(json("\"event_type\":null"), event);

        // Then
        assertThat(text("event_type")).isNull();
    }

    @Test
    void detailHoldsJsonAsTextOrAsItIs() {
        // Given
        Schema audit = EventSchemas.schema(Source.AUDIT);
        EventDecoder audits = new EventDecoder(audit, registry);
        Event decoded = new Event(audits.eventType());
        int auditId = registry.register(audit);
        GenericRecord record = new GenericRecordBuilder(audit)
                .set("event_id", "e-1")
                .set("tenant", "acme")
                .set("occurred_at", MICROS)
                .set("detail", "{ \"b\": [1, 2.50], \"a\": null }")
                .build();
        List<byte[]> values = List.of(
                AvroWire.encode(auditId, audit, record),
                json("\"detail\":{\"b\":[1,2.50],\"a\":null}"),
                json("\"detail\":\"{\\\"b\\\":[1,2.50],\\\"a\\\":null}\""));
        for (byte[] value : values) {
            // When
            Optional<DropReason> problem = audits.decode(value, decoded);

            // Then
            assertThat(problem).isEmpty();
            assertThat(decoded.text(audits.eventType().field("detail").orElseThrow()))
                    .isEqualTo("{\"a\":null,\"b\":[1,2.50]}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"renamed", "{\"a\":1,\"a\":2}", "{} {}", "{\"a\"", "  "})
    void detailThatIsNotJsonBecomesAJsonString(String detail) {
        // Given
        EventDecoder audits = new EventDecoder(EventSchemas.schema(Source.AUDIT), registry);
        Event decoded = new Event(audits.eventType());

        // When
        Optional<DropReason> problem = audits.decode(json("\"detail\":" + quote(detail)), decoded);

        // Then
        assertThat(problem).isEmpty();
        assertThat(decoded.text(audits.eventType().field("detail").orElseThrow()))
                .isEqualTo(quote(detail));
    }

    @Test
    void refusesToDecodeIntoAnEventOfAnotherType() {
        // Given
        Event other = new Event(EventTypes.of(EventSchemas.schema(Source.AUDIT)));

        // Then
        assertThatThrownBy(() -> decoder.decode(json(""), other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot decode DownloadEvent into an event of type AuditEvent");
    }

    private static GenericRecord record() {
        return new GenericRecordBuilder(SCHEMA)
                .set("event_id", "e-1")
                .set("tenant", "acme")
                .set("occurred_at", MICROS)
                .build();
    }

    private static GenericRecord group(String name, Map<String, String> values) {
        Schema group = EventTypes.nonNull(SCHEMA.getField(name).schema(), name);
        GenericRecord record = new GenericData.Record(group);
        values.forEach(record::put);
        return record;
    }

    private static byte[] json(String members) {
        String required = "\"event_id\":\"e-1\",\"tenant\":\"acme\",\"occurred_at\":\"2026-03-04T05:06:07Z\"";
        return ("{" + required + (members.isEmpty() ? "" : "," + members) + "}").getBytes(UTF_8);
    }

    /** The JSON string with nothing escaped but what must be. */
    private static String quote(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\r", "\\r")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                        .replace("\0", "\\u0000")
                + "\"";
    }

    private Field field(String path) {
        return type.field(path).orElseThrow();
    }

    private @Nullable String text(String path) {
        return event.text(field(path));
    }

    private static long micros(String instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
    }
}
