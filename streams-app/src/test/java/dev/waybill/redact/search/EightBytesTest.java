package dev.waybill.redact.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EightBytesTest {
    private static final int LONGEST = 40;

    @Test
    void findsACharacterTwiceInARowWhereverItStands() {
        for (int length = 2; length <= LONGEST; length++) {
            for (int at = 0; at + 1 < length; at++) {
                // Given
                byte[] text = "a".repeat(length).getBytes(StandardCharsets.US_ASCII);
                text[at] = '/';
                text[at + 1] = '/';

                // When, Then
                assertThat(EightBytes.haveTwice(text, 0, length, '/'))
                        .as("%d of %d", at, length)
                        .isTrue();
                assertThat(EightBytes.haveTwice(text, at + 1, length, '/')).isFalse();
                assertThat(EightBytes.haveTwice(text, 0, at + 1, '/')).isFalse();
                assertThat(EightBytes.haveTwice(text, at, at + 2, '/')).isTrue();
            }
        }
    }

    @Test
    void doesNotTakeOtherCharactersForIt() {
        for (int c = 0; c < 0x80; c++) {
            // Given
            String other = Character.toString(c);
            byte[] text = (other.repeat(11) + "/").getBytes(StandardCharsets.US_ASCII);
            byte[] apart = ("/" + other).repeat(10).getBytes(StandardCharsets.US_ASCII);

            // When, Then
            assertThat(EightBytes.haveTwice(text, 0, 11, '/')).isEqualTo(c == '/');
            assertThat(EightBytes.haveTwice(apart, 0, apart.length, '/'))
                    .as("U+%02x", c)
                    .isEqualTo(c == '/');
        }
    }

    @Test
    void anEmptyTextHasNothingTwice() {
        assertThat(EightBytes.haveTwice(new byte[0], 0, 0, '/')).isFalse();
        assertThat(EightBytes.haveTwice("//".getBytes(StandardCharsets.US_ASCII), 1, 1, '/'))
                .isFalse();
    }
}
