package dev.waybill.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * An event as the tests see it: values by dotted path, and, written down by hand, those that differ after the redactions
 * of its tenant. Values are text, whole numbers, or bytes for text that is not UTF-8.
 */
final class TestEvent {
    private static final ObjectMapper JSON = new ObjectMapper();

    final String id;
    final String tenant;
    final Instant occurredAt;
    private final Map<String, Object> values = new TreeMap<>();
    private final Map<String, String> redacted = new TreeMap<>();

    TestEvent(String id, String tenant, String occurredAt) {
        this.id = id;
        this.tenant = tenant;
        this.occurredAt = Instant.parse(occurredAt);
    }

    TestEvent with(String path, Object value) {
        values.put(path, value);
        return this;
    }

    /** After redaction the field holds this; the empty text stands for null. */
    TestEvent redactedTo(String path, String value) {
        redacted.put(path, value);
        return this;
    }

    /** The value as sent. */
    @Nullable
    Object value(String path) {
        return switch (path) {
            case "event_id" -> id;
            case "occurred_at" -> occurredAt.toString();
            default -> values.get(path);
        };
    }

    /** The value after redaction. */
    @Nullable
    Object redactedValue(String path) {
        String other = redacted.get(path);
        return other == null ? value(path) : other.isEmpty() ? null : other;
    }

    byte[] json() {
        ObjectNode event = JSON.createObjectNode();
        event.put("event_id", id).put("tenant", tenant).put("occurred_at", occurredAt.toString());
        values.forEach((path, value) -> {
            String[] steps = path.split("\\.");
            ObjectNode parent = steps.length == 1 ? event : event.withObject("/" + steps[0]);
            if (value instanceof Number number) {
                parent.put(steps[steps.length - 1], number.longValue());
            } else {
                parent.put(steps[steps.length - 1], ExpectedText.text(value));
            }
        });
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    byte[] avro(Schema schema, int schemaId) {
        return avro(schema, schemaId, ChronoUnit.MICROS.between(Instant.EPOCH, occurredAt));
    }

    byte[] avro(Schema schema, int schemaId, long occurredAtMicros) {
        GenericRecord event = new GenericData.Record(schema);
        event.put("event_id", id);
        event.put("tenant", tenant);
        event.put("occurred_at", occurredAtMicros);
        Schema.Field type = schema.getField("event_type");
        event.put("event_type", type.defaultVal() instanceof String text ? text : null);
        values.forEach((path, value) -> put(event, path, value));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array());
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(schema).write(event, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(GenericRecord event, String path, Object value) {
        String[] steps = path.split("\\.");
        if (steps.length == 1) {
            event.put(path, avroValue(event.getSchema().getField(path).schema(), value));
            return;
        }
        if (event.get(steps[0]) == null) {
            Schema record = event.getSchema().getField(steps[0]).schema().getTypes().stream()
                    .filter(branch -> branch.getType() == Schema.Type.RECORD)
                    .findFirst()
                    .orElseThrow();
            event.put(steps[0], new GenericData.Record(record));
        }
        put((GenericRecord) event.get(steps[0]), steps[1], value);
    }

    private static Object avroValue(Schema field, Object value) {
        if (value instanceof byte[] bytes) {
            return new Utf8(bytes);
        }
        boolean isInt = field.toString().contains("\"int\"");
        return value instanceof Number number
                ? isInt ? (Object) number.intValue() : (Object) number.longValue()
                : value;
    }
}
