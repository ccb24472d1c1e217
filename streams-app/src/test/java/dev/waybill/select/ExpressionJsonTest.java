package dev.waybill.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cel.common.values.NullValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionJsonTest {
    @Test
    void readsEveryKindOfValue() {
        // When
        Object value = parse(
                " {\"a\":[1,-2,3.5,1e3,12345678901234567890],\"b\":{\"c\":null,\"\":\"\"}, \"d\" : [true,false,[]]}\n");

        // Then
        assertThat(value)
                .isEqualTo(Map.of(
                        "a", List.of(1L, -2L, 3.5, 1000.0, 12345678901234567890.0),
                        "b", Map.of("c", NullValue.NULL_VALUE, "", ""),
                        "d", List.of(true, false, List.of())));
    }

    @Test
    void readsEscapes() {
        assertThat(parse("\"\\\"\\\\\\/\\n\\r\\t\\b\\f\\u00e9\\ud83d\\ude00\""))
                .isEqualTo("\"\\/\n\r\t\b\fé\ud83d\ude00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{]",
                "{\"a\"}",
                "{\"a\":1,",
                "{a:1}",
                "[1,2",
                "[1 2]",
                "\"a",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "nul",
                "01x",
                "1.",
                "--1",
                "1 2",
                "{\"a\":1}}"
            })
    void refusesWhatIsNoJsonAndQuotesNothingOfIt(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is not JSON");
    }

    @Test
    void refusesWhatIsNestedTooDeeply() {
        assertThatThrownBy(() -> parse("[".repeat(10_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("JSON is nested too deeply");
    }

    @Test
    void paysForWhatTakesMoreMemoryThanItsText() {
        // Given
        Budget budget = new Budget(Prices.of(List.of()));

        // When, Then
        assertThatThrownBy(() -> ExpressionJson.parse("[" + "{},".repeat(1_000_000) + "{}]", budget))
                .hasMessage("more work than one event may take");
        assertThat(budget.isSpent()).isTrue();
    }

    private static Object parse(String text) {
        return ExpressionJson.parse(text, new Budget(Prices.of(List.of())));
    }
}
