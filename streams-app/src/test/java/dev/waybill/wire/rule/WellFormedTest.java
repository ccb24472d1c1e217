package dev.waybill.wire.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WellFormedTest {
    @Test
    void agreesWithTheJdkAboutEveryPairAndManyLongerSequences() {
        // Given
        Random random = new Random(5);
        for (int i = 0; i < 400_000; i++) {
            byte[] bytes = i < 65_536 ? new byte[] {(byte) (i >> 8), (byte) i} : mixed(random);

            // When
            boolean valid = WellFormed.isValid(bytes, 0, bytes.length);

            // Then
            assertThat(valid).isEqualTo(jdkAccepts(bytes));
        }
    }

    @Test
    void repairsToWellFormedText() {
        // Given
        byte[] broken = {'a', (byte) 0xC3, 'b', (byte) 0xFF};

        // When
        byte[] repaired = WellFormed.repaired(broken, 0, broken.length);

        // Then
        assertThat(new String(repaired, UTF_8)).isEqualTo("a\uFFFDb\uFFFD");
        assertThat(WellFormed.isValid(repaired, 0, repaired.length)).isTrue();
    }

    /** Valid characters of all lengths, now and then with one byte changed or the end cut off. */
    private static byte[] mixed(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            int[] limits = {0x80, 0x800, 0xD800, 0x110000};
            int codePoint = random.nextInt(limits[random.nextInt(4)]);
            text.appendCodePoint(Character.getType(codePoint) == Character.SURROGATE ? 'x' : codePoint);
        }
        byte[] bytes = text.toString().getBytes(UTF_8);
        if (random.nextBoolean()) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static boolean jdkAccepts(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
