package dev.waybill.redact.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PunycodeTest {
    @ParameterizedTest
    @CsvSource({
        "xn--jos-dma,                    josé",
        "XN--JOS-DMA,                    JOSé",
        "xn--strae-oqa,                  straße",
        "xn--bob-,                       bob",
        "xn--ihqwcrb4cv8a8dqg056pqjye,   他们为什么不说中文",
        "xn--ls8h,                       💩",
    })
    void decodes(String label, String expected) {
        assertThat(decoded(label)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xn--jos-dm",
                "xn--99999999",
                "xn--jos-d_a",
                "xn--aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesWhatCannotBeDecoded(String label) {
        assertThat(decoded(label)).isNull();
    }

    @Test
    void decodesWhatTheJdkEncodes() {
        String letters = "abcäöüéñøłжшщ日本語ไทยहि";
        int[] characters = letters.codePoints().toArray();
        for (int seed = 0; seed < 5_000; seed++) {
            // Given
            Random random = new Random(seed);
            StringBuilder label = new StringBuilder("é");
            for (int i = random.nextInt(8); i >= 0; i--) {
                label.appendCodePoint(characters[random.nextInt(characters.length)]);
            }
            String encoded = IDN.toASCII(label.toString(), IDN.ALLOW_UNASSIGNED);

            // When, Then
            assertThat(decoded(encoded)).as("seed %d", seed).isEqualTo(label.toString());
        }
    }

    @Test
    void anyBytesAreDecodedOrRefused() {
        for (int seed = 0; seed < 50_000; seed++) {
            Random random = new Random(seed);
            StringBuilder label = new StringBuilder("xn--");
            for (int i = random.nextInt(59); i >= 0; i--) {
                label.append("abcxyz0189-".charAt(random.nextInt(11)));
            }

            // When
            String decoded = decoded(label.toString());

            // Then
            assertThat(decoded == null || decoded.length() <= 2 * label.length())
                    .isTrue();
        }
    }

    private static String decoded(String label) {
        byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
        int[] characters = Punycode.decoded(bytes, 0, bytes.length);
        return characters == null ? null : new String(characters, 0, characters.length);
    }
}
