package dev.waybill.wire;

import dev.waybill.wire.rule.TimeRules;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Random generic data for any schema; the three required fields of an event get valid values. */
final class RandomData {
    private static final List<String> TEXTS = List.of(
            "", "a", "plain text that is longer than eight bytes", "é", "漢字", "😀!", "a\"b\\c", "a\r\n\t\0b", "=1+1,2");

    private final Random random;

    RandomData(Random random) {
        this.random = random;
    }

    GenericRecord event(Schema schema) {
        GenericRecord record = record(schema);
        record.put("event_id", bytesOrText(schema, "event_id", "e" + random.nextInt()));
        record.put("tenant", bytesOrText(schema, "tenant", "acme"));
        record.put("occurred_at", random.nextLong(TimeRules.DEFAULT.earliestMicros(), TimeRules.LATEST_MICROS));
        return record;
    }

    private static Object bytesOrText(Schema schema, String field, String text) {
        Schema type = schema.getField(field).schema();
        Schema inner = type.isUnion() ? type.getTypes().get(0) : type;
        return inner.getType() == Schema.Type.BYTES ? ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)) : text;
    }

    @Nullable
    Object datum(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> null;
            case BOOLEAN -> random.nextBoolean();
            case INT -> (int) integer();
            case LONG -> integer();
            case FLOAT -> (float) random.nextGaussian();
            case DOUBLE -> random.nextGaussian() * 1e9;
            case STRING -> text();
            case BYTES -> ByteBuffer.wrap(bytes(random.nextInt(12)));
            case FIXED -> new GenericData.Fixed(schema, bytes(schema.getFixedSize()));
            case ENUM ->
                new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(random.nextInt(3)));
            case UNION ->
                datum(schema.getTypes().get(schema.getObjectProp(RandomSchemas.FIRST_ONLY) == null ? pick(schema) : 0));
            case ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(datum(schema.getElementType()));
                }
                yield items;
            }
            case MAP -> {
                Map<String, @Nullable Object> entries = new HashMap<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    entries.put(text() + random.nextInt(100), datum(schema.getValueType()));
                }
                yield entries;
            }
            case RECORD -> record(schema);
        };
    }

    GenericRecord record(Schema schema) {
        GenericRecord record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), datum(field.schema()));
        }
        return record;
    }

    private int pick(Schema union) {
        return random.nextInt(union.getTypes().size());
    }

    /** Of any magnitude. */
    private long integer() {
        return random.nextLong() >> random.nextInt(64);
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    /** ASCII or garbage. */
    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        if (random.nextBoolean()) {
            for (int i = 0; i < length; i++) {
                bytes[i] &= 0x7F;
            }
        }
        return bytes;
    }
}
