package dev.waybill.redact.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.event.Characters;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenNumbersTest {
    private final HiddenNumbers numbers = new HiddenNumbers(new Work());

    @ParameterizedTest
    @CsvSource({
        // hidden, written, the same
        "12345,    12345,      true",
        "12345,    12345.0,    true",
        "12345,    12345.000,  true",
        "12345,    1.2345e4,   true",
        "12345,    1.2345E+4,  true",
        "12345,    123450e-1,  true",
        "12345,    0012345,    true",
        "12345,    -12345,     true",
        "-12345,   12345,      true",
        "+12345,   12345,      true",
        "12345,    123450,     false",
        "12345,    1234.5,     false",
        "12345,    12346,      false",
        "12345,    12345e1,    false",
        "12345,    2345,       false",
        "100,      1e2,        true",
        "1e2,      100,        true",
        "100,      10,         false",
        "0.015,    15e-3,      true",
        "0.015,    15e3,       false",
        ".5,       0.5,        true",
        "5.,       5,          true",
        "0,        0.0,        true",
        "0,        -0e7,       true",
        "0,        1,          false",
        "10,       0,          false",
        "1e400,    10e399,     true",
        "1e400,    1e401,      false",
        "1e-400,   1e400,      false",
    })
    void knowsANumberHoweverItIsWritten(String hidden, String written, boolean same) {
        // Given
        add(hidden);

        // When, Then
        assertThat(contains(written)).isEqualTo(same);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3", "1e", "1e+", "1e-", "e5", "1-2", "1e5.5", "1e5e", "--1", "-", ".", "e", "+.e"})
    void whatIsNoNumberIsNoneOfThem(String text) {
        // Given
        add(text);
        add("7");

        // When, Then
        assertThat(contains(text)).isFalse();
        assertThat(contains("7.0")).isTrue();
    }

    @Test
    void whatHasOtherCharactersIsNoNumber() {
        // Given
        add("a7");

        // When, Then
        assertThat(mayStandIn("7")).isFalse();
        assertThat(contains("7")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1050, '{\"a\":15}',     true",
        "1050, '{\"a\":5.1e3}',  true",
        "1050, '{\"a\":105}',    true",
        "1050, '{\"a\":1}',      false",
        "1050, '{\"a\":\"b\"}',  false",
        "0,    '{\"a\":3}',      true",
    })
    void mayStandWhereItsDigitsStandButZeros(String hidden, String json, boolean may) {
        // Given
        add(hidden);

        // When, Then
        assertThat(mayStandIn(json)).isEqualTo(may);
    }

    @Test
    void mayStandNowhereIfThereIsNone() {
        assertThat(mayStandIn("{\"a\":15}")).isFalse();
    }

    @Test
    void forgetsTheNumbersOfTheEventBefore() {
        // Given
        add("12345");
        assertThat(contains("12345")).isTrue();

        // When
        numbers.clear();
        add("678");

        // Then
        assertThat(contains("12345")).isFalse();
        assertThat(contains("678")).isTrue();
    }

    @Test
    void readsNothingBesideTheTextItWasGiven() {
        // Given
        byte[] around = "9+12e39".getBytes(StandardCharsets.US_ASCII);
        numbers.add(around, 1, 5, Characters.of(around, 1, 5));

        // When, Then
        assertThat(numbers.contains(around, 1, 5)).isTrue();
        assertThat(contains("12000")).isTrue();
        assertThat(numbers.contains(around, 1, 6)).isFalse();
        assertThat(numbers.contains(around, 0, 6)).isFalse();
    }

    private void add(String value) {
        byte[] text = value.getBytes(StandardCharsets.US_ASCII);
        numbers.add(text, 0, text.length, Characters.of(text, 0, text.length));
    }

    private boolean contains(String number) {
        byte[] text = number.getBytes(StandardCharsets.US_ASCII);
        return numbers.contains(text, 0, text.length);
    }

    private boolean mayStandIn(String json) {
        byte[] text = json.getBytes(StandardCharsets.US_ASCII);
        return numbers.mayStandIn(Characters.of(text, 0, text.length));
    }
}
