package dev.waybill.wire;

import dev.waybill.wire.rule.EventTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;

/** Random JSON events of a reader's schema, some of them spoilt in one place. */
final class RandomJson {
    private static final List<String> STRINGS = List.of(
            "\"\"",
            "\"a\"",
            "\"é漢😀\"",
            "\"a\\\"b\\\\c\\u0000\\n\"",
            "\"\\ud800\"",
            "\"=1+1,2\"",
            "\"{\\\"a\\\":1}\"",
            "\"{\"");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "200",
            "9223372036854775807",
            "9223372036854775808",
            "1.5",
            "1e400",
            "1e-2147483648",
            "01",
            "-",
            "NaN");
    private static final List<String> GOOD_NUMBERS = List.of("0", "-1", "200", "9223372036854775807");
    private static final List<String> GOOD_TIMES =
            List.of("\"2026-03-04T05:06:07Z\"", "\"2026-03-04 05:06:07.000317999+13:45\"", "\"\"", "null");
    private static final List<String> TIMES = List.of(
            "\"2026-03-04T05:06:07Z\"",
            "\"2026-03-04 05:06:07.000317999+13:45\"",
            "\"0001-01-01T00:00:00Z\"",
            "\"1970-01-01T00:00:00Z\"",
            "\"9999-12-31T23:59:59-18:00\"",
            "\"2026-02-29T05:06:07Z\"",
            "1772600767",
            "1772600767.000317",
            "1e99999999999",
            "\"\"");

    private final Random random;

    RandomJson(Random random) {
        this.random = random;
    }

    /** An event; one in three is not what the schema says. */
    String event(Schema reader) {
        List<String> members = new ArrayList<>(List.of(
                "\"event_id\":\"e" + random.nextInt() + "\"",
                "\"tenant\":\"acme\"",
                "\"occurred_at\":\"2026-03-04T05:06:07Z\""));
        for (Schema.Field field : reader.getFields()) {
            if (field.hasDefaultValue() && random.nextInt(4) == 0) {
                members.add("\"" + field.name() + "\":" + value(EventTypes.nonNull(field.schema(), "")));
            }
        }
        if (random.nextInt(3) == 0) {
            spoil(members);
        }
        Collections.shuffle(members, random);
        return "{" + String.join(",", members) + "}";
    }

    private String value(Schema schema) {
        if (random.nextInt(60) == 0) {
            return anything(3);
        }
        return switch (schema.getType()) {
            case STRING -> pick(STRINGS);
            case DOUBLE -> "1.5";
            case BOOLEAN -> "true";
            case INT, LONG -> schema.getLogicalType() == null ? pick(GOOD_NUMBERS) : pick(GOOD_TIMES);
            case RECORD -> {
                List<String> members = new ArrayList<>();
                for (Schema.Field field : schema.getFields()) {
                    if (random.nextInt(3) == 0) {
                        members.add("\"" + field.name() + "\":" + value(EventTypes.nonNull(field.schema(), "")));
                    }
                }
                yield "{" + String.join(",", members) + "}";
            }
            case MAP -> "{\"b\":" + pick(STRINGS) + ",\"a\":" + pick(GOOD_NUMBERS) + "}";
            case ARRAY -> "[" + pick(STRINGS) + "]";
            default -> "null";
        };
    }

    private void spoil(List<String> members) {
        int place = random.nextInt(members.size());
        switch (random.nextInt(8)) {
            case 0 -> members.add(members.get(place));
            case 1 ->
                members.set(
                        place,
                        members.get(place).replaceFirst(":.*", ":" + anything(2).replace("$", "")));
            case 2 -> members.add("\"" + "k".repeat(1 << random.nextInt(14)) + "\":1");
            case 3 -> members.add("\"unread\":" + "7".repeat(1 << random.nextInt(14)));
            case 4 -> members.add("\"unread\":" + "[".repeat(100) + "]".repeat(random.nextInt(101)));
            case 5 ->
                members.add("\"extensions\":{\"" + "k".repeat(1 << random.nextInt(14)) + "\":" + anything(2) + "}");
            case 6 -> members.add("\"unread\":" + object(5));
            default -> members.remove(place);
        }
    }

    private String anything(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> "null";
            case 1 -> Boolean.toString(random.nextBoolean());
            case 2 -> pick(NUMBERS);
            case 3 -> pick(TIMES);
            case 4 -> pick(STRINGS);
            case 5 -> "[" + anything(depth - 1) + "," + anything(depth - 1) + "]";
            default -> object(depth - 1);
        };
    }

    private String object(int depth) {
        List<String> members = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            members.add(pick(STRINGS) + ":" + anything(depth));
        }
        return "{" + String.join(", ", members) + "}";
    }

    private String pick(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
