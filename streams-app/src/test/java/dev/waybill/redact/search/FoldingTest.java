package dev.waybill.redact.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.event.Characters;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {
    private static final int GREEK_IOTA_BELOW = 0x345;

    @ParameterizedTest
    @CsvSource({
        "İ, i",
        "I\u0307, i",
        "ı, i",
        "I, i",
        "ß, ss",
        "ẞ, ss",
        "ſ, s",
        "K, k",
        "é, e",
        "e\u0301, e",
        "Ａ, a",
        "ⓑ, b",
        "ﬁ, fi",
        "ς, σ",
        "Й, и",
        "ё, е",
        "٤, 4",
        "４, 4",
        "。, .",
        "ガ, カ\u3099",
        "각, \u1100\u1161\u11a8",
        "ø, ø",
        "\u0628\u064e, \u0628",
        "\ufdfa, \ufdfa"
    })
    void looksAs(String text, String expected) {
        // When
        StringBuilder looks = new StringBuilder();
        text.codePoints().forEach(c -> looks.append(Folding.looks(c)));

        // Then
        assertThat(looks).hasToString(expected);
    }

    @Test
    void whatUnicodeTakesForTheSameLooksTheSame() {
        everyCharacter().forEach(c -> {
            String text = Character.toString(c);
            String looks = looks(text);
            for (Normalizer.Form form : Normalizer.Form.values()) {
                assertThat(looks(Normalizer.normalize(text, form)))
                        .as("U+%04x %s", c, form)
                        .isEqualTo(looks);
            }
            if (c != GREEK_IOTA_BELOW) { // a mark that becomes a letter
                assertThat(looks(text.toUpperCase(Locale.ROOT)))
                        .as("U+%04x, upper case", c)
                        .isEqualTo(looks);
                assertThat(looks(text.toLowerCase(Locale.ROOT)))
                        .as("U+%04x, lower case", c)
                        .isEqualTo(looks);
            }
        });
    }

    @Test
    void whatWasFoldedStaysAsItIs() {
        everyCharacter().forEach(c -> {
            int written = Folding.written(c);
            assertThat(Folding.written(written)).as("U+%04x", c).isEqualTo(written);
            String looks = Folding.looks(c);
            assertThat(looks.codePoints().map(Folding::written).toArray())
                    .as("U+%04x", c)
                    .isEqualTo(looks.codePoints().toArray());
        });
    }

    @Test
    void theCharactersOfATextAreThoseOfItsReadings() {
        everyCharacter().filter(c -> c >= 0x80).forEach(c -> {
            byte[] text = Character.toString(c).getBytes(StandardCharsets.UTF_8);
            byte[] readings =
                    (Character.toString(Folding.written(c)) + Folding.looks(c)).getBytes(StandardCharsets.UTF_8);
            assertThat(Folding.characters(text, 0, text.length))
                    .as("U+%04x", c)
                    .isEqualTo(Characters.NON_ASCII | Characters.of(readings, 0, readings.length));
        });
    }

    /** All that are assigned, but those that stand for more letters than are taken apart. */
    private static IntStream everyCharacter() {
        return IntStream.rangeClosed(0, 0x2ffff)
                .filter(c -> Character.isDefined(c) && (c < 0xd800 || c > 0xdfff))
                .filter(c -> {
                    String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD);
                    return plain.codePointCount(0, plain.length()) <= 4;
                });
    }

    private static String looks(String text) {
        StringBuilder looks = new StringBuilder();
        text.codePoints().forEach(c -> looks.append(Folding.looks(c)));
        return looks.toString();
    }
}
