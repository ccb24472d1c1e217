package dev.waybill.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        // pattern,      text,              matches
        "acme/tools,     acme/tools,        true",
        "acme/tools,     acme/tools2,       false",
        "acme/*,         acme/tools,        true",
        "acme/*,         acme/tools/x,      false",
        "acme/**,        acme/tools/x,      true",
        "**a*b,          x/y/a/b,           false",
        "**a*b,          x/a/y/a-b,         true",
        "*,              '',                true",
        "'',             '',                true",
        "'',             a,                 false",
        "caf?,           café,              true",
        "c?fé,           cafè,              false",
        "?,              /,                 false",
        "??,             é,                 false",
        "?,              名,                true",
        "a***b,          a/x/b,             true",
    })
    void matchesWholeTexts(String pattern, String text, boolean matches) {
        assertThat(matches(Glob.of(pattern), text)).isEqualTo(matches);
    }

    @Test
    void aNameHasNoSegments() {
        assertThat(matches(Glob.ofName("a*b"), "a/x/b")).isTrue();
    }

    @Test
    void matchesWhatARegularExpressionMatches() {
        int matched = 0;
        for (int seed = 0; seed < 50_000; seed++) {
            // Given
            Random random = new Random(seed);
            int size = seed % 50 == 0 ? 150 : 8;
            String pattern = text(random, "ab/é**?", size);
            String text = text(random, "abb/é名", 10);
            Pattern expected = Pattern.compile(regex(pattern), Pattern.DOTALL);

            // When
            boolean matches = matches(Glob.of(pattern), text);

            // Then
            assertThat(matches)
                    .as("seed %d: %s over %s", seed, pattern, text)
                    .isEqualTo(expected.matcher(text).matches());
            matched += matches ? 1 : 0;
        }
        assertThat(matched).isBetween(3_000, 47_000);
    }

    @Test
    void aPatternOfMoreThanSixtyFourPlacesMatches() {
        String name = "a".repeat(200);
        assertThat(matches(Glob.of("**" + name + "*b"), "x/" + name + "/" + name + "-b"))
                .isTrue();
        assertThat(matches(Glob.of("**" + name + "*b"), "x/" + name + "/" + name + "-c"))
                .isFalse();
    }

    /** With a look back for each byte this would be some ten billion steps for each pattern, and never end. */
    @ParameterizedTest
    @CsvSource({"**a*b", "*a*a*a*b", "**a**a**a*b", "**a?*b"})
    void hostileTextTakesOneStepForEachByte(String pattern) {
        String text = "a".repeat(4_000_000);
        assertThat(matches(Glob.of(pattern), text)).isFalse();
        assertThat(matches(Glob.of(pattern), text + "b")).isTrue();
    }

    private static boolean matches(Glob glob, String text) {
        byte[] bytes = ("[" + text + "]").getBytes(StandardCharsets.UTF_8);
        return glob.matches(bytes, 1, bytes.length - 2);
    }

    private static String text(Random random, String alphabet, int length) {
        int[] characters = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(length); i > 0; i--) {
            text.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return text.toString();
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        int at = 0;
        while (at < glob.length()) {
            char c = glob.charAt(at++);
            if (c != '*') {
                regex.append(c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
                continue;
            }
            boolean across = false;
            while (at < glob.length() && glob.charAt(at) == '*') {
                across = true;
                at++;
            }
            regex.append(across ? ".*" : "[^/]*");
        }
        return regex.toString();
    }
}
