package dev.waybill.redact.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where labels begin and end, and the first and last of what they can hold. */
class PunycodeBoundsTest {
    private static final int FIRST = 0x80;

    @ParameterizedTest
    @CsvSource({
        "xn--a,    true",
        "a.XN--a,  true",
        "axn--,    true",
        "xn-,      false",
        "xn-a,     false",
        "x--n,     false",
        "--,       false",
        "n--a,     false",
        "xm--a,    false",
    })
    void knowsWhetherAPrefixStandsAnywhere(String text, boolean stands) {
        // Given
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

        // When, Then
        assertThat(Punycode.standsIn(bytes, 0, bytes.length)).isEqualTo(stands);
    }

    @Test
    void looksAtNothingBesideTheText() {
        // Given
        byte[] bytes = "xn--xn--".getBytes(StandardCharsets.US_ASCII);

        // When, Then
        assertThat(Punycode.standsIn(bytes, 0, 4)).isTrue();
        assertThat(Punycode.standsIn(bytes, 0, 3)).isFalse();
        assertThat(Punycode.standsIn(bytes, 1, 7)).isFalse();
        assertThat(Punycode.standsIn(bytes, 4, 8)).isTrue();
        assertThat(Punycode.startsAt(bytes, 4, 8)).isTrue();
        assertThat(Punycode.startsAt(bytes, 4, 7)).isFalse();
        assertThat(Punycode.startsAt(bytes, 3, 8)).isFalse();
    }

    @Test
    void decodesNoLabelThatIsLongerThanLabelsCanBe() {
        assertThat(decoded("xn--" + "a".repeat(58) + "-")).isEqualTo("a".repeat(58));
        assertThat(decoded("xn--" + "a".repeat(59) + "-")).isNull();
    }

    @Test
    void decodesALabelWhereverItStandsInTheText() {
        // Given
        byte[] text = ("a".repeat(80) + ".xn--jos-dma.z").getBytes(StandardCharsets.US_ASCII);

        // When
        int[] decoded = Punycode.decoded(text, 81, 92);

        // Then
        assertThat(decoded).containsExactly('j', 'o', 's', 0xe9);
    }

    @ParameterizedTest
    @CsvSource({
        "80,     true",
        "d7ff,   true",
        "d800,   false",
        "dfff,   false",
        "e000,   true",
        "10ffff, true",
        "110000, false",
    })
    void decodesEveryCharacterAndNothingElse(String hexadecimal, boolean character) {
        // Given
        int c = Integer.parseInt(hexadecimal, 16);

        // When
        String decoded = decoded("xn--" + alone(c));

        // Then
        assertThat(decoded).isEqualTo(character ? Character.toString(c) : null);
    }

    /** The label of a single character (RFC 3492, section 6.3): its number, less that of the first, in digits of growing base. */
    private static String alone(int c) {
        StringBuilder digits = new StringBuilder();
        int rest = c - FIRST;
        for (int place = 0; rest >= threshold(place); place++) {
            int above = rest - threshold(place);
            digits.append(digit(threshold(place) + above % (36 - threshold(place))));
            rest = above / (36 - threshold(place));
        }
        return digits.append(digit(rest)).toString();
    }

    private static int threshold(int place) {
        return place < 2 ? 1 : 26;
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private static @Nullable String decoded(String label) {
        byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
        int[] characters = Punycode.decoded(bytes, 0, bytes.length);
        return characters == null ? null : new String(characters, 0, characters.length);
    }
}
