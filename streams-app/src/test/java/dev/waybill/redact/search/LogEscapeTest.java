package dev.waybill.redact.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogEscapeTest {
    private final Layer source = new Layer();
    private final Layer unescaped = new Layer();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // as logged | plain; nothing where there is no escape
                "a\\x62c              | abc",
                "\\x4A\\x4b           | JK",
                "jos\\xc3\\xa9        | josé",
                "jos\\u00e9           | josé",
                "\\u00E9\\u540d       | é名",
                "\\ud83d\\ude00       | 😀",
                "\\ud83d\\u0041       | \\ud83dA",
                "\\ud83d              | ",
                "\\ude00\\ud83d       | ",
                "\\ud83d\\ud83d       | ",
                "\\ud83dxude00        | ",
                "\\u00e               | ",
                "\\u00g1              | ",
                "\\x6                 | ",
                "\\xg1                | ",
                "\\x1g                | ",
                "\\                   | ",
                "a\\                  | ",
                "\\y\\z               | ",
                "a\\\"b               | a\"b",
                "a\\\\b               | a\\b",
                "a\\\\x62             | a\\b",
                "a\\\\u0062           | a\\b",
                "no escape            | ",
            })
    void numbersAndQuotesAreReadInEveryText(String logged, String plain) {
        assertThat(without(logged, LogEscape.NUMBERS)).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a\\tb    | a\tb",
                "a\\x62c  | abc",
                "a\\yb    | ",
                "\\\"\\\\ | \"\\",
            })
    void lettersAreReadToo(String logged, String plain) {
        assertThat(without(logged, LogEscape.LETTERS)).isEqualTo(plain);
    }

    @Test
    void everyLetterStandsForItsControlCharacter() {
        assertThat(without("\\n\\r\\t\\b\\f\\v", LogEscape.LETTERS)).isEqualTo("\n\r\t\b\f\u000b");
        assertThat(without("\\n\\r\\t\\b\\f\\v", LogEscape.NUMBERS)).isNull();
    }

    @Test
    void whatWasAnEscapeComesFromWhereTheEscapeBegan() {
        // Given
        byte[] text = "?a\\u00e9b\\x63d?".getBytes(StandardCharsets.US_ASCII);
        source.set(text, 1, text.length - 2);

        // When
        boolean any = unescaped.unescape(source, LogEscape.NUMBERS);

        // Then
        assertThat(any).isTrue();
        assertThat(unescaped.toBytes()).asString(StandardCharsets.UTF_8).isEqualTo("aébcd");
        assertThat(new int[] {
                    unescaped.from(0),
                    unescaped.from(1),
                    unescaped.from(2),
                    unescaped.from(3),
                    unescaped.from(4),
                    unescaped.from(5),
                    unescaped.from(6)
                })
                .containsExactly(0, 1, 1, 7, 8, 12, 13);
    }

    @Test
    void readsNothingBehindTheText() {
        // Given
        byte[] text = "a\\x62".getBytes(StandardCharsets.US_ASCII);
        source.set(text, 0, 4);

        // When, Then
        assertThat(unescaped.unescape(source, LogEscape.NUMBERS)).isFalse();
    }

    private String without(String logged, LogEscape escape) {
        byte[] text = logged.getBytes(StandardCharsets.UTF_8);
        source.set(text, 0, text.length);
        return unescaped.unescape(source, escape) ? new String(unescaped.toBytes(), StandardCharsets.UTF_8) : null;
    }
}
