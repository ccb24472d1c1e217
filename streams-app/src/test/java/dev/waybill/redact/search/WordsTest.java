package dev.waybill.redact.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        // before, after, joined
        "a,      b,      true",
        "a,      7,      true",
        "7,      a,      true",
        "a,      .,      false",
        "a,      -,      false",
        "_,      a,      false",
        "' ',    a,      false",
        "é,      a,      true",
        "Ж,      a,      true",
        "a,      ٤,      true",
        "a,      ²,      false",
        "a,      ™,      false",
        "a,      ⓑ,      false",
        "क,      \u093f, true",
        "\u093f, क,      true",
        "a,      \u093f, false",
        "張,     偉,     false",
        "a,      張,     false",
        "張,     a,      false",
        "ส,      ม,      false",
        "カ,     ー,     false",
        "カ,     \u3099, true",
        "김,     님,     false",
        "\u1100, \u1161, true",
        "\u1161, \u1100, false",
    })
    void knowsWhatBelongsToOneWord(String before, String after, boolean joined) {
        int first = before.codePointAt(0);
        int second = after.codePointAt(0);
        assertThat(Words.joined(Words.kind(first), first, Words.kind(second), second))
                .isEqualTo(joined);
    }
}
