package dev.waybill.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.registry.InMemorySchemaLookup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the decoder with Avro's own generic reader, on random pairs of schemas. To us an empty text is null. */
class AvroResolutionTest {
    private static final int SCHEMAS = 400;
    private static final int RECORDS = 5;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void readsWhatAvrosOwnReaderReads(long seed) throws IOException {
        // Given
        Random random = new Random(seed);
        RandomSchemas schemas = new RandomSchemas(random);
        RandomData data = new RandomData(random);
        for (int i = 0; i < SCHEMAS; i++) {
            Schema reader = schemas.reader();
            Schema writer = schemas.writer(reader);
            InMemorySchemaLookup registry = new InMemorySchemaLookup();
            int id = registry.register(writer);
            EventDecoder decoder = new EventDecoder(reader, registry);
            Event event = new Event(decoder.eventType());
            for (int j = 0; j < RECORDS; j++) {
                byte[] body = encode(writer, data.event(writer), random.nextBoolean());
                GenericRecord expected = new GenericDatumReader<GenericRecord>(writer, reader)
                        .read(null, DecoderFactory.get().binaryDecoder(body, null));

                // When
                var problem = decoder.decode(concat(AvroWire.header(id), body), event);

                // Then
                assertThat(problem).as("%s read as %s", writer, reader).isEmpty();
                for (Field field : decoder.eventType().fields()) {
                    assertThat(value(event, field))
                            .as("%s of %s read as %s", field, writer, reader)
                            .isEqualTo(value(expected, field));
                }
            }
        }
    }

    private static byte[] encode(Schema schema, GenericRecord record, boolean blocks) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EncoderFactory factory = new EncoderFactory().configureBlockSize(64);
        BinaryEncoder encoder = blocks ? factory.blockingBinaryEncoder(out, null) : factory.binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static @Nullable Object value(Event event, Field field) {
        if (event.isNull(field)) {
            return null;
        }
        return switch (field.type()) {
            case STRING, JSON -> event.text(field);
            case LONG, TIMESTAMP_MICROS -> event.number(field);
            case DOUBLE -> event.decimal(field);
            case BOOLEAN -> event.number(field) == 1;
        };
    }

    private static @Nullable Object value(GenericRecord record, Field field) {
        Object value = record;
        for (String name : field.path().split("\\.")) {
            value = value == null ? null : ((GenericRecord) value).get(name);
        }
        if (value == null) {
            return null;
        }
        return switch (field.type()) {
            case STRING -> value.toString().isEmpty() ? null : value.toString();
            case JSON -> json(value);
            case LONG, TIMESTAMP_MICROS -> ((Number) value).longValue();
            case DOUBLE -> ((Number) value).doubleValue();
            case BOOLEAN -> value;
        };
    }

    private static String json(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .sorted((a, b) -> Arrays.compareUnsigned(utf8(a.getKey()), utf8(b.getKey())))
                    .map(entry -> json(entry.getKey()) + ":" + json(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Collection<?> items) {
            return items.stream().map(AvroResolutionTest::json).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof CharSequence text) {
            return text.toString()
                    .codePoints()
                    .mapToObj(AvroResolutionTest::escaped)
                    .collect(Collectors.joining("", "\"", "\""));
        }
        return String.valueOf(value);
    }

    private static String escaped(int c) {
        int shorthand = "\b\t\n\f\r\"\\".indexOf(c);
        if (shorthand >= 0) {
            return "\\" + "btnfr\"\\".charAt(shorthand);
        }
        return c < 0x20 ? "\\u%04x".formatted(c) : Character.toString(c);
    }

    private static byte[] utf8(Object text) {
        return text.toString().getBytes(UTF_8);
    }
}
