package dev.waybill.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.event.FieldType;
import dev.waybill.wire.rule.EventTypes;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FilterExpressionTest {
    private static final EventType DOWNLOADS = EventTypes.of(EventSchemas.schema(Source.DOWNLOAD));
    private static final Expressions EXPRESSIONS = Expressions.of(DOWNLOADS);
    private static final Map<String, Object> FULL = Map.ofEntries(
            Map.entry("event_id", "evt-1"),
            Map.entry("occurred_at", 1_772_600_767_000_000L), // 2026-03-04T05:06:07Z
            Map.entry("status", 200L),
            Map.entry("bytes", 4_000_000_000L),
            Map.entry("method", "GET"),
            Map.entry("uri", "/acme/tools/größe.tgz"),
            Map.entry("namespace", "acme"),
            Map.entry("location.country_code", "DE"),
            Map.entry("package.name", "tools"),
            Map.entry("package.tags", "{\"level\":[\"high\",\"low\"],\"n\":[1,2.5]}"),
            Map.entry("extensions", "{\"team\":\"build\"}"),
            Map.entry("s3.object_size", 7L));

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "status == 200 → TAKEN",
                "status >= 400 → LEFT_OUT",
                "status in [200, 304] → TAKEN",
                "bytes > 3999999999 → TAKEN",
                "bytes > 1024 * 1024 && method == 'GET' → TAKEN",
                "method == 'get' → LEFT_OUT",
                "uri.startsWith('/acme/') && uri.endsWith('.tgz') → TAKEN",
                "uri.contains('größe') && uri.matches('^/[a-z]+/') → TAKEN",
                "size(uri) == 21 → TAKEN",
                "namespace == 'acme' && package.name == 'tools' → TAKEN",
                "location.country_code in ['FR', 'DE'] && s3.object_size < 8 → TAKEN",
                "!(location.country_code == 'DE') → LEFT_OUT",
                "occurred_at >= timestamp('2026-03-04T05:06:07Z') → TAKEN",
                "occurred_at > timestamp('2026-03-04T05:06:07Z') → LEFT_OUT",
                "occurred_at.getHours('Europe/Berlin') == 6 → TAKEN",
                "extensions.team == 'build' → TAKEN",
                "extensions['team'] == 'build' → TAKEN",
                "has(extensions.team) && !has(extensions.other) → TAKEN",
                "package.tags.level.exists(t, t == 'low') → TAKEN",
                "package.tags.n[1] == 2.5 && package.tags.n[0] == 1 → TAKEN",
                "size(package.tags) == 2 → TAKEN",
                "true → TAKEN",
            })
    void readsFieldsOfEveryType(String expression, Verdict verdict) {
        assertThat(verdict(expression, FULL)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                // compared, a missing field is null
                "status == null → TAKEN",
                "status != null → LEFT_OUT",
                "status == 404 → LEFT_OUT",
                "status != 404 → TAKEN",
                "!(status == 404) → TAKEN",
                "status in [404] → LEFT_OUT",
                "!(status in [404]) → TAKEN",
                "recorded_at == null → TAKEN",
                // anywhere else there is no answer, and the event is left out
                "status >= 400 → LEFT_OUT",
                "!(status >= 400) → LEFT_OUT",
                "status < 400 || status >= 400 → LEFT_OUT",
                "uri.startsWith('/a') → LEFT_OUT",
                "!uri.startsWith('/a') → LEFT_OUT",
                "size(uri) == 0 → LEFT_OUT",
                "uri + 'x' == 'x' → LEFT_OUT",
                "uri.matches('.*') → LEFT_OUT",
                "status / 0 == 1 → LEFT_OUT",
                "recorded_at > timestamp('2026-01-01T00:00:00Z') → LEFT_OUT",
                // unless the other side is enough
                "status >= 400 || method == null → TAKEN",
                "method == null || status >= 400 → TAKEN",
                "!(status >= 400 && method != null) → TAKEN",
                "status == null || status >= 400 → TAKEN",
                "status != null && status >= 400 → LEFT_OUT",
                "status == null ? true : status < 400 → TAKEN",
                // a missing JSON field is an empty map, a missing key has no answer
                "size(extensions) == 0 → TAKEN",
                "has(extensions.team) → LEFT_OUT",
                "!has(extensions.team) → TAKEN",
                "extensions.team == 'build' → LEFT_OUT",
                "extensions.team != 'build' → LEFT_OUT",
                "has(extensions.a) || extensions.b == 1 → LEFT_OUT",
            })
    void saysWhatHoldsOfMissingFields(String expression, Verdict verdict) {
        assertThat(verdict(expression, Map.of())).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                // nothing there, or of another type than the rest of the expression needs
                "package.tags.level[2] == 'x' → LEFT_OUT",
                "package.tags.level > 3 → LEFT_OUT",
                "extensions.team.lead == 'x' → LEFT_OUT",
                // failures
                "status / 0 == 1 → FAILED",
                "bytes * bytes * bytes > 0 → FAILED",
                "int(uri) == 3 → FAILED",
                "timestamp(uri) == occurred_at → FAILED",
                "occurred_at.getHours(uri) == 1 → FAILED",
                "status / 0 == 1 || status == 200 → TAKEN",
                "status / 0 == 1 && status == 404 → LEFT_OUT",
            })
    void tellsAFailureFromAnAnswer(String expression, Verdict verdict) {
        assertThat(verdict(expression, FULL)).isEqualTo(verdict);
    }

    @Test
    void jsonThatIsNoneIsAFailure() {
        assertThat(verdict("extensions.team == 'a'", Map.of("extensions", "{\"team\":")))
                .isEqualTo(Verdict.FAILED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "statsu >= 500        | column 1: undeclared reference to 'statsu'; did you mean \"status\"?",
                "method == 'GET' && locaton.city == 'x' | column 20: undeclared reference to 'locaton';"
                        + " did you mean \"location.city\"?",
                "status == 'x'        | column 8: found no matching overload for '_==_' applied to '(int, string)';"
                        + " see docs/reference/selection.md",
                "uri.startsWith(3)    | column 15: found no matching overload for 'startsWith' applied to"
                        + " 'string.(int)'; see docs/reference/selection.md",
                "status               | column 1: expected type 'bool' but found 'int'; see docs/reference/selection.md",
                "status >=            | column 10: mismatched input '<EOF>'; see docs/reference/selection.md",
                "has(location.city)   | column 4: expression does not select a field; write field != null",
                "uri.lowerAscii() == 'a' | column 15: undeclared reference to 'lowerAscii';"
                        + " the fields of DownloadEvent are in docs/reference/events.md",
            })
    void saysWhereAnExpressionIsWrong(String expression, String problem) {
        assertThatThrownBy(() -> EXPRESSIONS.filter(expression))
                .isInstanceOfSatisfying(
                        SelectionException.class,
                        e -> assertThat(e.findings())
                                .contains(new SelectionException.Finding(
                                        "filter",
                                        expression,
                                        problem.substring(0, problem.lastIndexOf("; ")),
                                        problem.substring(problem.lastIndexOf("; ") + 2))));
    }

    @Test
    void namesLineAndColumnInALongExpression() {
        assertThatThrownBy(() -> EXPRESSIONS.filter("status == 200 &&\n  method == 7"))
                .hasMessage(
                        "filter: '  method == 7' line 2, column 10: found no matching overload for '_==_' applied to"
                                + " '(string, int)'; see docs/reference/selection.md");
    }

    @ParameterizedTest
    @CsvSource({
        "uri.matches('['), [",
        "'matches(uri, ''(?=x)'')', (?=x)",
        "uri.matches('(a'), (a",
    })
    void refusesPatternsThatAreNone(String expression, String pattern) {
        assertThatThrownBy(() -> EXPRESSIONS.filter(expression))
                .hasMessageStartingWith("filter: '" + pattern + "' is not a regular expression: ")
                .hasMessageEndingWith("; write it as RE2 has it");
    }

    @ParameterizedTest
    @CsvSource({"uri.matches(namespace)", "'matches(uri, ''a'' + ''b'')'", "'[''a''].exists(p, uri.matches(p))'"})
    void refusesPatternsThatWouldBeMadeForEachEvent(String expression) {
        assertThatThrownBy(() -> EXPRESSIONS.filter(expression))
                .hasMessage(
                        "filter: '" + expression + "' has a pattern that is made for each event; write the pattern of"
                                + " matches out, in quotes");
    }

    @ParameterizedTest
    @CsvSource({"occurred_at > timestamp('yesterday')", "recorded_at - occurred_at > duration('3 minutes')"})
    void refusesTimesThatAreNone(String expression) {
        assertThatThrownBy(() -> EXPRESSIONS.filter(expression)).isInstanceOf(SelectionException.class);
    }

    @Test
    void refusesAnExpressionThatIsTooLong() {
        assertThatThrownBy(() -> EXPRESSIONS.filter("status == 200" + " || status == 200".repeat(300)))
                .isInstanceOf(SelectionException.class);
    }

    static Stream<String> nestedTooDeeply() {
        return Stream.of(
                "(".repeat(40) + "true" + ")".repeat(40),
                "[".repeat(40) + "]".repeat(40) + " == []",
                "string(".repeat(40) + "status" + ")".repeat(40) + " == ''",
                "extensions" + ".a".repeat(40) + " == 1",
                "status == 200 ? true : ".repeat(40) + "true",
                "(".repeat(4000));
    }

    @ParameterizedTest
    @MethodSource("nestedTooDeeply")
    void refusesWhatIsNestedTooDeeplyBeforeTheStackEnds(String expression) {
        assertThatThrownBy(() -> EXPRESSIONS.filter(expression))
                .isInstanceOf(SelectionException.class)
                .hasMessageContaining("recursion limit");
    }

    @Test
    void takesLongRowsOfConditions() {
        assertThat(verdict("status == 404 || ".repeat(200) + "bytes > 7", FULL)).isEqualTo(Verdict.TAKEN);
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void everyFieldOfEveryEventCanBeNamed(Source source) {
        EventType type = EventTypes.of(EventSchemas.schema(source));
        Expressions expressions = Expressions.of(type);
        for (Field field : type.fields()) {
            // Given
            String path = field.path();
            String expression = field.type() == FieldType.JSON ? "size(" + path + ") == 0" : path + " == null";
            Event present = new Event(type);
            if (field.type() == FieldType.JSON) {
                present.setText(field, "[1]");
            } else if (field.type() == FieldType.STRING) {
                present.setText(field, "");
            } else {
                present.setNumber(field, 0);
            }
            FilterExpression filter = expressions.filter(expression);

            // When
            Verdict missing = filter.verdict(new Event(type));
            Verdict there = filter.verdict(present);

            // Then
            assertThat(missing).as(path).isEqualTo(Verdict.TAKEN);
            assertThat(there).as(path).isEqualTo(Verdict.LEFT_OUT);
        }
    }

    @Test
    void decodesOnlyTheFieldsThatEvaluationReaches() {
        // Given
        Event event = event(Map.of("status", 200L, "extensions", "no JSON", "package.tags", "no JSON"));

        // When
        Verdict unreached =
                EXPRESSIONS.filter("status == 200 || extensions.team == 'a'").verdict(event);
        Verdict reached =
                EXPRESSIONS.filter("status == 404 || extensions.team == 'a'").verdict(event);

        // Then
        assertThat(unreached).isEqualTo(Verdict.TAKEN);
        assertThat(reached).isEqualTo(Verdict.FAILED);
    }

    @Test
    void isCompiledOnceForAllThreads() throws Exception {
        // Given
        Expressions expressions = Expressions.of(DOWNLOADS);
        Stream<Callable<Verdict>> tasks = IntStream.range(0, 2000)
                .mapToObj(i -> () -> expressions
                        .filter("status == 200 && uri.matches('x?" + i % 3 + "')")
                        .verdict(event(Map.of("status", 200L, "uri", "/" + i % 3))));
        ExecutorService threads = Executors.newFixedThreadPool(4);

        // When
        try {
            // Then
            for (var verdict : threads.invokeAll(tasks.toList())) {
                assertThat(verdict.get()).isEqualTo(Verdict.TAKEN);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Verdict verdict(String expression, Map<String, Object> fields) {
        return EXPRESSIONS.filter(expression).verdict(event(fields));
    }

    private static Event event(Map<String, Object> fields) {
        Event event = new Event(DOWNLOADS);
        fields.forEach((path, value) -> {
            if (value instanceof Long number) {
                event.setNumber(field(path), number);
            } else {
                event.setText(field(path), (String) value);
            }
        });
        return event;
    }

    private static Field field(String path) {
        return DOWNLOADS.field(path).orElseThrow();
    }
}
