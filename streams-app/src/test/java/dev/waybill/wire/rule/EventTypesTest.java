package dev.waybill.wire.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.event.FieldType;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventTypesTest {
    private static final String REQUIRED = """
            {"name":"event_id","type":"string","waybill.text":"identity","waybill.groups":[]},
            {"name":"tenant","type":"string","waybill.text":"identity","waybill.groups":[]},
            {"name":"occurred_at","type":{"type":"long","logicalType":"timestamp-micros"}}""";

    @ParameterizedTest
    @EnumSource(Source.class)
    void everySourceHasAnEventTypeWithConsecutiveIndexes(Source source) {
        // When
        EventType type = EventTypes.of(EventSchemas.schema(source));

        // Then
        assertThat(type.name()).isEqualTo(EventSchemas.typeName(source));
        assertThat(type.fields())
                .extracting(Field::index)
                .containsExactlyElementsOf(
                        IntStream.range(0, type.fields().size()).boxed().toList());
    }

    @Test
    void flattensRecordsAndMapsTypes() {
        // When
        EventType type = EventTypes.of(EventSchemas.schema(Source.DOWNLOAD));

        // Then
        assertThat(fieldType(type, "status")).isEqualTo(FieldType.LONG);
        assertThat(fieldType(type, "bytes")).isEqualTo(FieldType.LONG);
        assertThat(fieldType(type, "recorded_at")).isEqualTo(FieldType.TIMESTAMP_MICROS);
        assertThat(fieldType(type, "location.city")).isEqualTo(FieldType.STRING);
        assertThat(fieldType(type, "package.tags")).isEqualTo(FieldType.JSON);
        assertThat(type.field("location")).isEmpty();
        assertThat(fieldType(EventTypes.of(EventSchemas.schema(Source.AUDIT)), "detail"))
                .isEqualTo(FieldType.JSON);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"bytes\" | field x of the event schema is bytes, which an event cannot hold",
                "[\"null\",\"string\",\"int\"] | field x of the event schema is a union of several types, which an event cannot hold",
                "{\"type\":\"array\",\"items\":\"bytes\"} | field x of the event schema is bytes inside of a collection, which an event cannot hold",
                "{\"type\":\"record\",\"name\":\"N\",\"fields\":[{\"name\":\"n\",\"type\":[\"null\",\"N\"]}]} | field x.n of the event schema is a recursive record, which an event cannot hold"
            })
    void refusesWhatAnEventCannotHold(String fieldSchema, String message) {
        // Given
        Schema schema = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"E\",\"fields\":[%s,{\"name\":\"x\",\"type\":%s}]}"
                        .formatted(REQUIRED, fieldSchema));

        // Then
        assertThatThrownBy(() -> EventTypes.of(schema))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static FieldType fieldType(EventType type, String path) {
        return type.field(path).orElseThrow().type();
    }
}
