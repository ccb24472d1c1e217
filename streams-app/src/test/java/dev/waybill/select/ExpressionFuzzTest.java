package dev.waybill.select;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.event.FieldType;
import dev.waybill.wire.rule.EventTypes;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever an expression and an event are, there is an answer, the same one again, and for no more than the budget. The
 * long form is {@code -Dfuzz.expressions=200000 -Dfuzz.seed=…}.
 */
class ExpressionFuzzTest {
    private static final int EXPRESSIONS = Integer.getInteger("fuzz.expressions", 1_500);
    private static final long SEED = Long.getLong("fuzz.seed", 20_260_304L);
    private static final EventType DOWNLOADS = EventTypes.of(EventSchemas.schema(Source.DOWNLOAD));
    private static final List<String> TEXTS =
            List.of("uri", "referer", "method", "namespace", "'a'", "'1h'", "string(status)", "extensions.t", "v");
    private static final List<String> NUMBERS = List.of("status", "bytes", "0", "1", "-1", "9223372036854775807", "v");
    private static final List<String> ANY = List.of(
            "extensions",
            "extensions.l",
            "extensions.l[1]",
            "package.tags",
            "null",
            "occurred_at",
            "v",
            "[]",
            "{}",
            "true");
    private static final List<String> PATTERNS =
            List.of("a", "^(a|b)*c$", "([a-z]*){50}x", "(?i)[a-z]+é", "", "a{1000}", "((a{9}){9}){99}", "[", "\\\\pL+");
    private static final List<String> JSON = List.of(
            "{}",
            "{\"t\":\"1h\",\"l\":[1,2,3]}",
            "{\"l\":[" + "1,".repeat(2_000) + "1]}",
            "{\"l\":[" + "[],".repeat(100_000) + "1]}",
            "[" + "{\"l\":{}},".repeat(1_000) + "\"x\"]",
            "[".repeat(60) + "]".repeat(60),
            "\"" + "a".repeat(100_000) + "\"",
            "9".repeat(10_000),
            "{\"t\":",
            "{\"t\":null,\"l\":{\"a\":1}}");

    private final Random random = new Random(SEED);

    @Test
    void givesTheSameAnswerAgainForNoMoreThanTheBudget() {
        // Given
        System.out.println("expressions from seed " + SEED);
        int understood = 0;
        for (int i = 0; i < EXPRESSIONS; i++) {
            String expression = condition(1 + random.nextInt(7));
            FilterExpression filter;
            try {
                filter = Expressions.of(DOWNLOADS).filter(expression);
                understood++;
            } catch (SelectionException e) {
                assertThat(e.findings()).isNotEmpty();
                continue;
            }
            for (int j = 0; j < 3; j++) {
                Event event = hostile();

                // When
                Verdict first = filter.verdict(event);
                long work = filter.work();
                Verdict second = filter.verdict(event);

                // Then
                assertThat(second).as(expression).isEqualTo(first);
                assertThat(filter.work()).as(expression).isEqualTo(work);
                assertThat(first == Verdict.FAILED || work <= Budget.LIMIT)
                        .as(expression)
                        .isTrue();
            }
        }
        assertThat(understood).isGreaterThan(EXPRESSIONS / 10);
    }

    private String condition(int depth) {
        if (depth <= 0) {
            return pick(List.of("true", "status == 200", "uri != null", "extensions.t == 'a'", "has(extensions.t)"));
        }
        return switch (random.nextInt(12)) {
            case 0 -> "(" + condition(depth - 1) + " && " + condition(depth - 2) + ")";
            case 1 -> "(" + condition(depth - 2) + " || " + condition(depth - 1) + ")";
            case 2 -> "!" + condition(depth - 1);
            case 3 -> text(depth - 1) + ".matches('" + pick(PATTERNS) + "')";
            case 4 ->
                text(depth - 1) + "." + pick(List.of("contains", "startsWith", "endsWith")) + "(" + text(depth - 2)
                        + ")";
            case 5 -> number(depth - 1) + pick(List.of(" < ", " == ", " >= ", " != ")) + number(depth - 1);
            case 6 -> any(depth - 1) + pick(List.of(" == ", " != ", " in ")) + any(depth - 1);
            case 7 -> "duration(" + text(depth - 1) + ") > duration('1h')";
            case 8 -> "timestamp(" + text(depth - 1) + ") < occurred_at";
            case 9 -> "(" + condition(depth - 2) + " ? " + condition(depth - 1) + " : " + condition(depth - 2) + ")";
            default ->
                any(depth - 1) + pick(List.of(".all(v, ", ".exists(v, ", ".exists_one(v, ")) + condition(depth - 1)
                        + ")";
        };
    }

    private String text(int depth) {
        return depth <= 0 || random.nextInt(3) == 0
                ? pick(TEXTS)
                : pick(List.of("(", "string(")) + text(depth - 1) + " + " + text(depth - 2) + ")";
    }

    private String number(int depth) {
        if (depth <= 0 || random.nextInt(3) == 0) {
            return pick(NUMBERS);
        }
        return switch (random.nextInt(4)) {
            case 0 -> "size(" + any(depth - 1) + ")";
            case 1 -> "int(" + text(depth - 1) + ")";
            case 2 -> any(depth - 1) + "[" + number(depth - 2) + "]";
            default -> "(" + number(depth - 1) + pick(List.of(" + ", " / ", " * ", " % ")) + number(depth - 2) + ")";
        };
    }

    private String any(int depth) {
        if (depth <= 0 || random.nextInt(4) == 0) {
            return pick(ANY);
        }
        return switch (random.nextInt(6)) {
            case 0 -> "[" + any(depth - 1) + ", " + text(depth - 2) + "]";
            case 1 -> "{" + text(depth - 2) + ": " + any(depth - 1) + "}";
            case 2 -> any(depth - 1) + ".map(v, " + any(depth - 2) + ")";
            case 3 -> any(depth - 1) + ".map(v, [v, v])";
            case 4 -> any(depth - 1) + ".filter(v, " + condition(depth - 2) + ")";
            default -> any(depth - 1) + " + " + any(depth - 2);
        };
    }

    private Event hostile() {
        Event event = new Event(DOWNLOADS);
        for (Field field : DOWNLOADS.fields()) {
            if (random.nextInt(3) == 0) {
                continue;
            }
            if (field.type() == FieldType.JSON) {
                event.setText(field, pick(JSON));
            } else if (field.type() == FieldType.STRING) {
                event.setText(
                        field,
                        pick(List.of("", "a", "1h", "GET", "b\ud83d\ude00")).repeat(1 << random.nextInt(14)));
            } else {
                event.setNumber(field, pick(List.of(0L, 1L, -1L, 200L, Long.MAX_VALUE, 1_772_600_767_000_000L)));
            }
        }
        return event;
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
