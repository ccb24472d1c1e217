package dev.waybill.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.wire.rule.EventTypes;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an expression and an event can cost together is bounded; counted in units of work, not in time. */
class BudgetTest {
    private static final EventType DOWNLOADS = EventTypes.of(EventSchemas.schema(Source.DOWNLOAD));
    private static final Expressions EXPRESSIONS = Expressions.of(DOWNLOADS);
    private static final String TENS = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]";
    private static final String LONG_URI = "/" + "a".repeat(4096);

    static Stream<String> boundless() {
        String twenty = "[" + "0, ".repeat(19) + "0]";
        return Stream.of(
                // a pattern over and over again
                twenty + ".all(a, " + twenty + ".all(b, !uri.matches('([a-z]*){20}x')))",
                // text that doubles with every map
                "[uri]" + ".map(x, x + x)".repeat(25) + " == []",
                "[bytes(uri)]" + ".map(x, x + x)".repeat(25) + " == []",
                // a list that doubles with every map, and shares its elements: small to keep, endless to compare
                "[[0]]" + ".map(x, [x, x])".repeat(25) + " == [[0]]" + ".map(y, [y, y])".repeat(25),
                "[dyn(0)] in [dyn([0])]" + ".map(x, dyn([x, x]))".repeat(25),
                "[[0]].map(x, [x, x]).map(x, x + x)" + ".map(x, x + x)".repeat(22) + " == []",
                // loops in loops
                TENS + ".all(a, " + TENS + ".all(b, " + TENS + ".all(c, " + TENS + ".all(d, " + TENS
                        + ".all(e, a + b + c + d + e >= 0)))))",
                // steps that fail, in a loop that goes on
                "extensions.l.exists(l, " + "l.x == 1 || ".repeat(100) + "l / 0 == 1)");
    }

    @ParameterizedTest
    @MethodSource("boundless")
    void endsWhatTakesTooMuchWorkAsAFailure(String expression) {
        // Given
        Event event = event("uri", LONG_URI);
        event.setText(DOWNLOADS.field("extensions").orElseThrow(), "{\"l\":[" + "1,".repeat(1000) + "1]}");
        FilterExpression filter = EXPRESSIONS.filter(expression);

        // When
        Verdict verdict = filter.verdict(event);
        long work = filter.work();
        Verdict replayed = filter.verdict(event);

        // Then
        assertThat(verdict).isEqualTo(Verdict.FAILED);
        assertThat(work).isGreaterThan(Budget.LIMIT);
        assertThat(replayed).isEqualTo(verdict);
        assertThat(filter.work()).isEqualTo(work);
    }

    @Test
    void theNextEventHasAllOfIt() {
        // Given
        FilterExpression filter = EXPRESSIONS.filter("uri.matches('([a-z]*){100}x')");

        // When
        Verdict tooLong = filter.verdict(event("uri", "a".repeat(100_000)));
        Verdict next = filter.verdict(event("uri", "x"));

        // Then
        assertThat(tooLong).isEqualTo(Verdict.FAILED);
        assertThat(next).isEqualTo(Verdict.TAKEN);
    }

    @Test
    void whatIsTooMuchIsAFailureThoughTheOtherSideIsEnough() {
        // Given
        Event event = event("uri", "a".repeat(100_000));
        String tooMuch = "uri.matches('([a-z]*){100}x')";

        // When, Then
        assertThat(EXPRESSIONS.filter(tooMuch + " || uri != null").verdict(event))
                .isEqualTo(Verdict.FAILED);
        assertThat(EXPRESSIONS.filter("uri != null || " + tooMuch).verdict(event))
                .isEqualTo(Verdict.TAKEN);
        assertThat(EXPRESSIONS
                        .filter("extensions.gone == 1 || " + tooMuch + " || extensions.gone == 2")
                        .verdict(event))
                .isEqualTo(Verdict.FAILED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uri.contains(referer)",
                "referer.contains(uri)",
                "uri == referer",
                "uri.matches('a')",
                "duration(uri) > duration('1h')",
                "timestamp(uri) > timestamp('2026-03-04T05:06:07Z')",
                "int(uri) > 1 || double(uri) > 1.0 || uint(uri) > 1u",
                "timestamp('2026-03-04T05:06:07Z').getHours(uri) == 1",
                "extensions.a == 1"
            })
    void costsNoMoreThanTheSizeOfAHostileEvent(String expression) {
        // Given
        Event small = hostile(1_000);
        Event large = hostile(100_000);
        FilterExpression filter = EXPRESSIONS.filter(expression);

        // When
        filter.verdict(small);
        long some = filter.work();
        Verdict verdict = filter.verdict(large);

        // Then: in proportion to the size, or refused before it is done
        assertThat(filter.work() <= 101 * some || verdict == Verdict.FAILED).isTrue();
    }

    private static Event hostile(int size) {
        Event event = event("uri", "1h".repeat(size / 2));
        event.setText(DOWNLOADS.field("referer").orElseThrow(), "1h".repeat(size / 4) + "1m");
        event.setText(DOWNLOADS.field("extensions").orElseThrow(), "[" + "{},".repeat(size / 3) + "9]");
        return event;
    }

    @Test
    void readsTheTextOfAFieldOnceHoweverOftenItIsNamed() {
        // Given
        String json = "{\"a\":1," + "\"b\":[" + "1,".repeat(10_000) + "1]}";
        Event event = event("extensions", json);

        // When
        long once = work("extensions.a == 1", event);
        long often = work(TENS + ".all(i, extensions.a == 1)", event);

        // Then
        assertThat(often).isLessThan(2 * once);
    }

    @Test
    void chargesAPatternForEveryCharacterAndInstruction() {
        // Given
        Event event = event("uri", "a".repeat(8_000));

        // When
        long small = work("uri.matches('b')", event);
        long large = work("uri.matches('" + "b".repeat(Patterns.MAX_SIZE - 10) + "')", event);

        // Then
        assertThat(small).isGreaterThan(PatternSize.of("b") * 8_000L);
        assertThat(large).isGreaterThan((Patterns.MAX_SIZE - 10) * 8_000L).isLessThan(Budget.LIMIT);
    }

    @Test
    void leavesPlentyForWhatIsUseful() {
        // Given
        Event event = event("uri", LONG_URI);
        event.setText(DOWNLOADS.field("extensions").orElseThrow(), "{\"l\":[" + "\"team\",".repeat(5_000) + "\"x\"]}");

        // When, Then
        assertThat(work("uri.matches('^/(npm|maven)/.*[.](tgz|jar|pom)$') || uri.contains('/-/')", event))
                .isLessThan(Budget.LIMIT / 50);
        assertThat(EXPRESSIONS.filter("extensions.l.exists(t, t == 'x')").verdict(event))
                .isEqualTo(Verdict.TAKEN);
        assertThat(EXPRESSIONS
                        .filter("extensions.l.filter(t, t.startsWith('t')).size() == 5000")
                        .verdict(event))
                .isEqualTo(Verdict.TAKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{1000}){1000}){1000}",
                "(a{100}){100}",
                "(((((((a?){9}){9}){9}){9}){9}){9}){9}",
                "a{0,999}",
                "(?i)[A-\\\\x{10000}]",
                "(?i)\\\\x{1C80}"
            })
    void refusesPatternsThatWouldBecomeTooLargeBeforeTheyAreCompiled(String pattern) {
        assertThatThrownBy(() -> EXPRESSIONS.filter("uri.matches('" + pattern + "')"))
                .hasMessage("filter: '" + pattern.replace("\\\\", "\\")
                        + "' is too large a regular expression; it must not become more than 1000 instructions: repeat"
                        + " less, or ask in two steps, and keep classes small behind (?i)");
    }

    private static long work(String expression, Event event) {
        FilterExpression filter = EXPRESSIONS.filter(expression);
        filter.verdict(event);
        return filter.work();
    }

    private static Event event(String path, String value) {
        Event event = new Event(DOWNLOADS);
        event.setText(DOWNLOADS.field(path).orElseThrow(), value);
        return event;
    }
}
