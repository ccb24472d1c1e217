package dev.waybill.topology;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;

/** Events in JSON, valid but for a few members that are replaced by nonsense. */
final class HostileJson {
    private static final List<String> TIMES = List.of(
            "9999-12-31T24:00:00Z",
            "9999-12-31T23:59:59.999999999Z",
            "+1000000000-12-31T23:59:59Z",
            "-0001-01-01T00:00:00Z",
            "0000-00-00T00:00:00Z",
            "1970-01-01T00:00:00Z",
            "2026-02-30T00:00:00Z",
            "2026-12-31T23:59:60Z",
            "2026-03-04T05:06:07.123456789012345678901234567890Z",
            "2026-03-04T05:06:07+99:99",
            "2026-03-04",
            "2026-W10-3T05:06:07Z",
            "Wed, 04 Mar 2026 05:06:07 GMT",
            "1772600767",
            "now");
    private static final List<String> SCALARS = List.of(
            "null",
            "true",
            "0",
            "-0",
            "1.5",
            "1e999",
            "-1E-999",
            "9223372036854775808",
            "NaN",
            "Infinity",
            "0x10",
            "01",
            "+1",
            "\"\"",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "\"\\x\"",
            "'single'",
            "undefined",
            "/*c*/1",
            "{}",
            "[]",
            "{\"a\":1,\"a\":2}",
            "[1,[2,[3]]]",
            "\"\n\"");

    private final Random random;
    private final HostileTexts texts;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Set<Integer> targets = new HashSet<>();

    private HostileEvent event = HostileEvent.NONE;
    private int nodes;
    private boolean ended;

    HostileJson(Random random, HostileTexts texts) {
        this.random = random;
        this.texts = texts;
    }

    /** An event with {@code faults} of its members replaced. */
    byte[] value(Schema schema, HostileEvent of, int faults) {
        int before = Math.max(1, nodes);
        event = of;
        nodes = 0;
        ended = false;
        targets.clear();
        for (int i = 0; i < faults; i++) {
            targets.add(random.nextInt(before));
        }
        out.reset();
        members(schema);
        return out.toByteArray();
    }

    private void members(Schema schema) {
        print("{");
        boolean first = true;
        for (Schema.Field field : schema.getFields()) {
            boolean optional = field.schema().isUnion();
            if (!ended && (!optional || random.nextInt(3) == 0)) {
                print(first ? "" : ",");
                first = false;
                node(field);
            }
        }
        if (!ended) {
            print("}");
        }
    }

    private void node(Schema.Field field) {
        Schema type = field.schema();
        if (type.isUnion()) {
            type = type.getTypes().stream()
                    .filter(branch -> branch.getType() != Type.NULL)
                    .findFirst()
                    .orElseThrow();
        }
        if (targets.contains(nodes++)) {
            nonsense(field.name(), type);
        } else {
            print("\"" + field.name() + "\":");
            valid(field.name(), type);
        }
    }

    private void valid(String name, Schema type) {
        switch (type.getType()) {
            case RECORD -> members(type);
            case MAP -> print("{\"a\":\"" + random.nextInt(100) + "\",\"b\":\"x\"}");
            case ARRAY -> print("[]");
            case INT -> print(Integer.toString(random.nextInt(600)));
            case LONG -> print(type.getLogicalType() == null ? Long.toString(random.nextInt()) : time(name));
            case DOUBLE, FLOAT -> print(Double.toString(random.nextGaussian()));
            case BOOLEAN -> print(Boolean.toString(random.nextBoolean()));
            default -> text(name);
        }
    }

    private String time(String name) {
        long micros = name.equals("occurred_at") ? event.occurredAtMicros() : random.nextInt();
        return "\"" + Instant.EPOCH.plus(micros, ChronoUnit.MICROS) + "\"";
    }

    private void text(String name) {
        byte[] content = switch (name) {
            case "event_id" -> event.id().getBytes(StandardCharsets.UTF_8);
            case "tenant" -> event.tenant().getBytes(StandardCharsets.UTF_8);
            default -> texts.of(name);
        };
        out.write('"');
        for (byte next : content) {
            if (next == '"' || next == '\\') {
                out.write('\\');
            }
            if (next >= 0 && next < ' ') {
                print("\\u00%02x".formatted(next));
            } else {
                out.write(next);
            }
        }
        out.write('"');
    }

    private void nonsense(String name, Schema type) {
        switch (random.nextInt(12)) {
            case 0 -> print("\"" + name + "\"");
            case 1 -> print("\"" + name + "\":");
            case 2 -> {
                print("\"" + name + "\":");
                valid(name, type);
                print(",\"" + name + "\":");
                valid(name, type);
            }
            case 3 -> ended = true;
            case 4 -> {
                out.writeBytes(texts.bytes(random.nextInt(100)));
                ended = true;
            }
            case 5 -> {
                print("\"" + name + "\":");
                print((random.nextBoolean() ? "[" : "{\"a\":").repeat(1 + random.nextInt(3_000)));
                ended = random.nextBoolean();
            }
            case 6 -> print("\"" + name + "\":" + "9".repeat(1 + random.nextInt(2_000)));
            case 7 -> print("\"" + name + "\":\"" + texts.any(TIMES) + "\"");
            case 8 -> print("\"" + "n".repeat(random.nextInt(70_000)) + "\":1");
            case 9 -> {
                print("\"" + name + "\":\"");
                out.writeBytes(texts.bytes(random.nextInt(30)));
                print("\"");
            }
            case 10 -> print("\"" + name + ".x\":" + texts.any(SCALARS));
            default -> print("\"" + name + "\":" + texts.any(SCALARS));
        }
    }

    private void print(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
