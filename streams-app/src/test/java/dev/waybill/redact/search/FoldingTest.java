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
        "O’Brien, o'brien",
        "\u2011, -",
        "ガ, カ\u3099",
        "각, \u1100\u1161\u11a8",
        "ø, ø",
        "\u0628\u064e, \u0628",
        "\ufdfa, \ufdfa"
    })
    void folds(String text, String expected) {
        // When
        StringBuilder folded = new StringBuilder();
        text.codePoints().forEach(c -> folded.append(Folding.fold(c)));

        // Then
        assertThat(folded).hasToString(expected);
    }

    @Test
    void whiteSpaceOfAnyKindIsABlank() {
        String blanks =
                "\t\n\u000b\f\r\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2003\u200a\u2028\u2029\u202f\u205f"
                        + "\u3000";
        blanks.codePoints()
                .forEach(c -> assertThat(Folding.fold(c)).as("U+%04x", c).isEqualTo(" "));
    }

    @Test
    void whatUnicodeTakesForTheSameIsFoldedAlike() {
        everyCharacter().forEach(c -> {
            String text = Character.toString(c);
            String folded = fold(text);
            for (Normalizer.Form form : Normalizer.Form.values()) {
                assertThat(fold(Normalizer.normalize(text, form)))
                        .as("U+%04x %s", c, form)
                        .isEqualTo(folded);
            }
            if (c != GREEK_IOTA_BELOW) { // a mark that becomes a letter
                assertThat(fold(text.toUpperCase(Locale.ROOT)))
                        .as("U+%04x, upper case", c)
                        .isEqualTo(folded);
                assertThat(fold(text.toLowerCase(Locale.ROOT)))
                        .as("U+%04x, lower case", c)
                        .isEqualTo(folded);
            }
        });
    }

    @Test
    void whatWasFoldedStaysAsItIs() {
        everyCharacter().forEach(c -> {
            String folded = Folding.fold(c);
            assertThat(fold(folded)).as("U+%04x", c).isEqualTo(folded);
        });
    }

    @Test
    void theCharactersOfATextAreThoseOfItsFoldedForm() {
        everyCharacter().filter(c -> c >= 0x80).forEach(c -> {
            byte[] text = Character.toString(c).getBytes(StandardCharsets.UTF_8);
            byte[] folded = Folding.fold(c).getBytes(StandardCharsets.UTF_8);
            assertThat(Folding.characters(text, 0, text.length))
                    .as("U+%04x", c)
                    .isEqualTo(Characters.NON_ASCII | Characters.of(folded, 0, folded.length));
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

    private static String fold(String text) {
        StringBuilder folded = new StringBuilder();
        text.codePoints().forEach(c -> folded.append(Folding.fold(c)));
        return folded.toString();
    }
}
