package dev.waybill.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharactersTest {
    @Test
    void isTheUnionOverAllCharacters() {
        assertThat(of("dl.example")).isEqualTo(of("d") | of("l") | of(".") | of("e") | of("xamp"));
        assertThat(of("")).isZero();
    }

    @Test
    void makesNoDifferenceBetweenUpperAndLowerCase() {
        assertThat(of("GET")).isEqualTo(of("get"));
        assertThat(of("[")).isNotEqualTo(of("{"));
    }

    @Test
    void tellsApartLettersDigitsAndWhatAnyFormatEscapes() {
        String different = "abcdefghijklmnopqrstuvwxyz0123456789 \"%,-./:[\\_='@&?;|<\u0001é";
        assertThat(different
                        .chars()
                        .mapToLong(c -> of(Character.toString(c)))
                        .distinct()
                        .count())
                .isEqualTo(different.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\t", "\r", "\n", "\u001f", "\u007f"})
    void knowsControlCharacters(String text) {
        assertThat(of(text)).isEqualTo(Characters.CONTROL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0080", "ü", "\u2028", "名", "\ud83d\ude00"})
    void knowsWhatIsOutsideAscii(String text) {
        assertThat(of(text)).isEqualTo(Characters.NON_ASCII);
    }

    @Test
    void looksAtNothingButTheSlice() {
        byte[] text = "\nab,\"".getBytes(StandardCharsets.UTF_8);
        assertThat(Characters.of(text, 1, 2)).isEqualTo(of("ab"));
    }

    @Test
    void everyAsciiCharacterHasOneBit() {
        for (char c = 0; c < 0x80; c++) {
            assertThat(Long.bitCount(Characters.of(c))).as("%d", (int) c).isOne();
        }
    }

    private static long of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Characters.of(bytes, 0, bytes.length);
    }
}
