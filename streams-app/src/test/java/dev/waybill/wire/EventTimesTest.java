package dev.waybill.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.event.DropReason;
import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.wire.rule.TimeRules;
import dev.waybill.wire.rule.TimestampUnit;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No time of an event ends in another decade because its number counts something else. */
class EventTimesTest {
    private static final Schema READER = EventSchemas.schema(Source.DOWNLOAD);
    private static final long MICROS = 1_772_600_767_000_317L;
    private static final String STATED = "{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}";

    private final InMemorySchemaLookup registry = new InMemorySchemaLookup();
    private final EventDecoder decoder = new EventDecoder(READER, registry);
    private final Event event = new Event(decoder.eventType());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "long                                                        | 1772600767",
                "long                                                        | 1772600767000",
                "long                                                        | 1772600767000317",
                "int                                                         | 1772600767",
                "double                                                      | 1772600767.5",
                "{\"type\":\"long\",\"logicalType\":\"timestamp_millis\"}    | 1772600767000",
                "{\"type\":\"long\",\"logicalType\":\"timestampMillis\"}     | 1772600767000",
                "{\"type\":\"int\",\"logicalType\":\"timestamp-millis\"}     | 1772600767",
                "{\"type\":\"int\",\"logicalType\":\"date\"}                 | 20516",
                "{\"type\":\"long\",\"logicalType\":\"time-micros\"}         | 18367000317",
                "{\"type\":\"int\",\"logicalType\":\"time-millis\"}          | 18367000",
                "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":9,\"scale\":2} | ''",
            })
    void aTimeWhoseUnitIsUnknownIsIncompatible(String type, String written) {
        for (String field : new String[] {"occurred_at", "recorded_at"}) {
            assertThat(decode(decoder, field, type, written)).as(field).contains(DropReason.INCOMPATIBLE_SCHEMA);
        }
    }

    @Test
    void aTimeWithoutUnitThatNeverOccursDoesNotMatter() {
        // Given
        Schema writer = schema("[\"null\",\"long\"]");
        GenericRecord record = record(writer);

        // Then
        assertThat(decoder.decode(AvroWire.encode(registry.register(writer), writer, record), event))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "org.apache.kafka.connect.data.Timestamp, 1772600767000",
        "io.debezium.time.Timestamp,              1772600767000",
        "io.debezium.time.MicroTimestamp,         1772600767000000",
        "io.debezium.time.NanoTimestamp,          1772600767000000000"
    })
    void connectorsStateTheUnitInAWordOfTheirOwn(String name, String written) {
        // When
        Optional<DropReason> problem =
                decode(decoder, "occurred_at", "{\"type\":\"long\",\"connect.name\":\"" + name + "\"}", written);

        // Then
        assertThat(problem).isEmpty();
        assertThat(event.occurredAtMicros()).isEqualTo(1_772_600_767_000_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "SECONDS,      long,   1772600767,           1772600767000000",
        "SECONDS,      int,    1772600767,           1772600767000000",
        "SECONDS,      double, 1772600767.000317,    1772600767000317",
        "MILLISECONDS, long,   1772600767000,        1772600767000000",
        "MICROSECONDS, long,   1772600767000317,     1772600767000317",
        "NANOSECONDS,  long,   1772600767000317999,  1772600767000317"
    })
    void theSettingGivesNumbersAUnit(TimestampUnit unit, String type, String written, long micros) {
        // Given
        EventDecoder counting = counting(unit);

        // When
        Optional<DropReason> problem = decode(counting, "occurred_at", type, written);

        // Then
        assertThat(problem).isEmpty();
        assertThat(event.occurredAtMicros()).isEqualTo(micros);
    }

    @Test
    void theSettingDoesNotChangeWhatASchemaStates() {
        // Given
        EventDecoder counting = counting(TimestampUnit.SECONDS);

        // Then
        assertThat(decode(counting, "occurred_at", STATED, "1772600767000317")).isEmpty();
        assertThat(event.occurredAtMicros()).isEqualTo(MICROS);
        assertThat(decode(counting, "occurred_at", "{\"type\":\"int\",\"logicalType\":\"date\"}", "20516"))
                .contains(DropReason.INCOMPATIBLE_SCHEMA);
    }

    @Test
    void aTextIsATimeInAvroAsInJson() {
        assertThat(decode(decoder, "occurred_at", "string", "2026-03-04T05:06:07.000317Z"))
                .isEmpty();
        assertThat(event.occurredAtMicros()).isEqualTo(MICROS);
        assertThat(decode(decoder, "occurred_at", "string", "yesterday")).contains(DropReason.MALFORMED_AVRO);
        assertThat(decode(decoder, "occurred_at", "string", "2026-03-04T05:06:07.000317Z" + " ".repeat(100)))
                .contains(DropReason.MALFORMED_AVRO);
        assertThat(decode(decoder, "occurred_at", "string", "")).contains(DropReason.MISSING_OCCURRED_AT);
    }

    @ParameterizedTest
    @CsvSource({
        "SECONDS,      1772600767,            1772600767000000",
        "SECONDS,      1772600767.000317,     1772600767000317",
        "SECONDS,      1.7726007670003179e9,  1772600767000317",
        "MILLISECONDS, 1772600767000,         1772600767000000",
        "MILLISECONDS, 1772600767000.317,     1772600767000317",
        "MICROSECONDS, 1772600767000317,      1772600767000317",
        "MICROSECONDS, 1772600767000317.9,    1772600767000317",
        "NANOSECONDS,  1772600767000317999,   1772600767000317"
    })
    void jsonNumbersAreTimesWhereTheSettingSaysWhatTheyCount(TimestampUnit unit, String written, long micros) {
        // When
        Optional<DropReason> problem = counting(unit).decode(json("\"recorded_at\":" + written), event);

        // Then
        assertThat(problem).isEmpty();
        assertThat(recordedAt()).isEqualTo(micros);
    }

    @ParameterizedTest
    @CsvSource({
        "1772600767000,           time-out-of-range",
        "-1,                      time-out-of-range",
        "1e300,                   time-out-of-range",
        "-1e300,                  time-out-of-range",
        "1e2147483647,            time-out-of-range",
        "1e-2147483647,           ",
        "-1e-2147483640,          time-out-of-range",
        "1e99999999999,           malformed-json",
        "99999999999999999999999, time-out-of-range"
    })
    void jsonNumbersOfAnyKindAreJudgedInNoTime(String written, @Nullable String code) {
        // When
        Optional<DropReason> problem =
                counting(TimestampUnit.SECONDS).decode(json("\"recorded_at\":" + written), event);

        // Then
        assertThat(problem.map(DropReason::code)).isEqualTo(Optional.ofNullable(code));
    }

    @Test
    void jsonNumbersAreNoTimesByThemselves() {
        assertThat(decoder.decode(json("\"recorded_at\":1772600767"), event)).contains(DropReason.WRONG_TYPE);
        assertThat(counting(TimestampUnit.SECONDS).decode(json("\"recorded_at\":" + "1".repeat(101)), event))
                .contains(DropReason.MALFORMED_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1999-12-31T23:59:59.999999Z", "1970-01-21T12:23:20.767Z", "1969-12-31T23:59:59Z"})
    void anyTimeBeforeTheEarliestDayIsOutOfRange(String time) {
        assertThat(decoder.decode(json("\"recorded_at\":\"" + time + "\""), event))
                .contains(DropReason.TIME_OUT_OF_RANGE);
        assertThat(decoder.decode(at(time), event)).contains(DropReason.TIME_OUT_OF_RANGE);
    }

    @Test
    void theEarliestDayIsASetting() {
        // Given
        EventDecoder older =
                new EventDecoder(READER, registry, new TimeRules(LocalDate.of(1995, 7, 1), Optional.empty()));

        // Then
        assertThat(older.decode(at("1995-07-01T00:00:00Z"), event)).isEmpty();
        assertThat(older.decode(at("1995-06-30T23:59:59Z"), event)).contains(DropReason.TIME_OUT_OF_RANGE);
    }

    @Test
    void theEarliestDayHasAPositiveNumberAndFourDigitsOfAYear() {
        assertThatThrownBy(() -> new TimeRules(LocalDate.of(1969, 12, 31), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the earliest day must be from 1970-01-01 to 9999-12-31");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"0001-01-01T00:00:00Z\"", "\"1970-01-01T00:00:00Z\"", "\"\"", "null"})
    void aTimeThatWasNeverSetIsNull(String time) {
        assertThat(decoder.decode(json("\"recorded_at\":" + time), event)).isEmpty();
        assertThat(recordedAt()).isNull();
        assertThat(decoder.decode(
                        "{\"event_id\":\"e-1\",\"tenant\":\"acme\",\"occurred_at\":%s}"
                                .formatted(time)
                                .getBytes(UTF_8),
                        event))
                .contains(DropReason.MISSING_OCCURRED_AT);
    }

    private EventDecoder counting(TimestampUnit unit) {
        return new EventDecoder(READER, registry, new TimeRules(LocalDate.of(2000, 1, 1), Optional.of(unit)));
    }

    private Optional<DropReason> decode(EventDecoder with, String field, String type, String written) {
        String quoted = type.startsWith("{") ? type : "\"" + type + "\"";
        Schema writer = field.equals("occurred_at") ? schemaOfOccurredAt(quoted) : schema(quoted);
        GenericRecord record = record(writer);
        Schema timeSchema = writer.getField(field).schema();
        record.put(
                field,
                switch (timeSchema.getType()) {
                    case INT -> Integer.valueOf(written);
                    case LONG -> Long.valueOf(written);
                    case DOUBLE -> Double.valueOf(written);
                    case BYTES -> ByteBuffer.allocate(1);
                    default -> written;
                });
        return with.decode(AvroWire.encode(registry.register(writer), writer, record), event);
    }

    private static GenericRecord record(Schema writer) {
        GenericRecord record = new GenericData.Record(writer);
        record.put("event_id", "e-1");
        record.put("tenant", "acme");
        if (writer.getField("occurred_at").schema().getType() == Schema.Type.LONG) {
            record.put("occurred_at", MICROS);
        }
        return record;
    }

    private static Schema schemaOfOccurredAt(String type) {
        return new Schema.Parser().parse("""
                {"type":"record","name":"E","fields":[{"name":"event_id","type":"string"},
                 {"name":"tenant","type":"string"},{"name":"occurred_at","type":%s}]}""".formatted(type));
    }

    private static Schema schema(String recordedAt) {
        return new Schema.Parser().parse("""
                {"type":"record","name":"E","fields":[{"name":"event_id","type":"string"},
                 {"name":"tenant","type":"string"},{"name":"occurred_at","type":%s},
                 {"name":"recorded_at","type":%s}]}""".formatted(STATED, recordedAt));
    }

    private static byte[] json(String member) {
        return "{\"event_id\":\"e-1\",\"tenant\":\"acme\",\"occurred_at\":\"2026-03-04T05:06:07Z\",%s}"
                .formatted(member)
                .getBytes(UTF_8);
    }

    private static byte[] at(String time) {
        return "{\"event_id\":\"e-1\",\"tenant\":\"acme\",\"occurred_at\":\"%s\"}"
                .formatted(time)
                .getBytes(UTF_8);
    }

    private @Nullable Long recordedAt() {
        Field field = decoder.eventType().field("recorded_at").orElseThrow();
        return event.isNull(field) ? null : event.number(field);
    }
}
