package dev.waybill.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.event.DropReason;
import dev.waybill.event.Event;
import dev.waybill.registry.InMemorySchemaLookup;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Writer's schemas that Avro's own reader refuses or reads otherwise, and bytes made to hurt. */
class WriterSchemasTest {
    private static final String TEXT = ",\"waybill.text\":\"plain\",\"waybill.groups\":[]";
    private static final String IDS =
            "{\"name\":\"event_id\",\"type\":\"string\"%1$s},{\"name\":\"tenant\",\"type\":\"string\"%1$s}"
                    .formatted(TEXT);
    private static final String TIME =
            "{\"name\":\"occurred_at\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}}";
    private static final Schema READER = record(
            IDS, TIME, "{\"name\":\"method\",\"type\":[\"null\",\"string\"],\"default\":null%s}".formatted(TEXT));

    private static final long MICROS = 1_772_600_767_000_317L;

    private final InMemorySchemaLookup registry = new InMemorySchemaLookup();
    private final EventDecoder decoder = new EventDecoder(READER, registry);
    private final Event event = new Event(decoder.eventType());

    @ParameterizedTest
    @CsvSource({
        "timestamp-millis,       1772600767000,       1772600767000000",
        "timestamp-micros,       1772600767000317,    1772600767000317",
        "timestamp-nanos,        1772600767000317999, 1772600767000317",
        "local-timestamp-millis, 1772600767000,       1772600767000000"
    })
    void theWriterDecidesTheUnitOfItsTimes(String logicalType, long written, long micros) {
        // Given
        Schema writer = record(IDS, TIME.replace("timestamp-micros", logicalType));

        // When
        Optional<DropReason> problem = decode(writer, valid(writer, written));

        // Then
        assertThat(problem).isEmpty();
        assertThat(event.occurredAtMicros()).isEqualTo(micros);
    }

    @Test
    void millisecondsBeyondTheRangeOfMicrosecondsAreOutOfRange() {
        // Given
        Schema writer = record(IDS, TIME.replace("micros", "millis"));

        // Then
        assertThat(decode(writer, valid(writer, Long.MAX_VALUE))).contains(DropReason.TIME_OUT_OF_RANGE);
    }

    @Test
    void anEnumIsReadAsItsSymbolAndTheNameOfTheRecordDoesNotMatter() {
        // Given
        Schema writer = new Schema.Parser()
                .parse(record(
                                IDS,
                                TIME,
                                "{\"name\":\"method\",\"type\":{\"type\":\"enum\",\"name\":\"M\",\"symbols\":[\"GET\",\"PUT\"]}}")
                        .toString()
                        .replace("\"E\"", "\"SomethingElse\""));
        GenericRecord record = valid(writer, MICROS);
        record.put(
                "method", new GenericData.EnumSymbol(writer.getField("method").schema(), "PUT"));

        // When
        Optional<DropReason> problem = decode(writer, record);

        // Then
        assertThat(problem).isEmpty();
        assertThat(event.text(decoder.eventType().field("method").orElseThrow()))
                .isEqualTo("PUT");
    }

    @Test
    void aSchemaThatDoesNotFitIsIncompatible() {
        // Given
        Schema noTime = record(IDS);
        Schema numericMethod = record(IDS, TIME, "{\"name\":\"method\",\"type\":\"int\"}");
        GenericRecord withNumber = valid(numericMethod, MICROS);
        withNumber.put("method", 1);
        GenericRecord withoutTime = new GenericData.Record(noTime);
        withoutTime.put("event_id", "e");
        withoutTime.put("tenant", "acme");

        // Then
        assertThat(decode(noTime, withoutTime)).contains(DropReason.INCOMPATIBLE_SCHEMA);
        assertThat(decode(numericMethod, withNumber)).contains(DropReason.INCOMPATIBLE_SCHEMA);
        assertThat(decode(Schema.create(Schema.Type.STRING), "text")).contains(DropReason.INCOMPATIBLE_SCHEMA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"array\",\"items\":\"null\"}",
                "{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"Nothing\",\"fields\":[]}}",
                "{\"type\":\"array\",\"items\":{\"type\":\"fixed\",\"name\":\"Zero\",\"size\":0}}"
            })
    void itemsWithoutBytesCannotKeepTheDecoderBusy(String type) {
        // Given: an array that claims 2^61 items of no bytes
        Schema writer = record("{\"name\":\"a\",\"type\":" + type + "}", IDS, TIME);
        byte[] value = Arrays.copyOf(AvroWire.header(registry.register(writer)), 16);
        Arrays.fill(value, 5, 13, (byte) 0x80);
        value[13] = 0x40;

        // Then
        assertThat(decoder.decode(value, event)).contains(DropReason.MALFORMED_AVRO);
    }

    @Test
    void recursionIsLimited() {
        // Given
        Schema writer = record(
                "{\"name\":\"a\",\"type\":{\"type\":\"record\",\"name\":\"N\",\"fields\":[{\"name\":\"n\",\"type\":[\"null\",\"N\"]}]}}",
                IDS,
                TIME);
        byte[] value = Arrays.copyOf(AvroWire.header(registry.register(writer)), 1_000_000);
        Arrays.fill(value, 5, value.length, (byte) 2);

        // Then
        assertThat(decoder.decode(value, event)).contains(DropReason.MALFORMED_AVRO);
    }

    @Test
    void aMapWithTheSameKeyTwiceIsMalformed() {
        // Given
        Schema reader =
                record(IDS, TIME, "{\"name\":\"m\",\"type\":{\"type\":\"map\",\"values\":\"int\"}" + TEXT + "}");
        EventDecoder maps = new EventDecoder(reader, registry);
        byte[] header = AvroWire.header(registry.register(reader));
        byte[] body = {2, 'e', 2, 'a', 2, 4, 2, 'k', 2, 2, 'k', 4, 0};
        byte[] value = Arrays.copyOf(header, header.length + body.length);
        System.arraycopy(body, 0, value, header.length, body.length);

        // Then
        assertThat(maps.decode(value, new Event(maps.eventType()))).contains(DropReason.MALFORMED_AVRO);
    }

    private Optional<DropReason> decode(Schema writer, Object datum) {
        return decoder.decode(AvroWire.encode(registry.register(writer), writer, datum), event);
    }

    private static GenericRecord valid(Schema writer, long occurredAt) {
        GenericRecord record = new GenericData.Record(writer);
        record.put("event_id", "e");
        record.put("tenant", "acme");
        record.put("occurred_at", occurredAt);
        return record;
    }

    private static Schema record(String... fields) {
        return new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"E\",\"fields\":[" + String.join(",", List.of(fields)) + "]}");
    }
}
