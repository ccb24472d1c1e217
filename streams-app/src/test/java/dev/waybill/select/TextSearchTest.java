package dev.waybill.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TextSearchTest {
    @Test
    void findsWhatTheJdkFinds() {
        // Given
        Random random = new Random(20_260_304L);
        int found = 0;
        for (int i = 0; i < 50_000; i++) {
            String text = letters(random, random.nextInt(120));
            boolean cut = random.nextBoolean() && text.length() > 20;
            int from = cut ? random.nextInt(text.length() - 18) : 0;
            String part = cut
                    ? text.substring(from, from + 17 + random.nextInt(text.length() - from - 17))
                    : letters(random, 10 + random.nextInt(12));

            // When
            boolean contained = TextSearch.contains(text, part);

            // Then
            assertThat(contained).as(text + " " + part).isEqualTo(text.contains(part));
            found += contained ? 1 : 0;
        }
        assertThat(found).isBetween(1_000, 49_000);
    }

    private static String letters(Random random, int length) {
        return random.ints(length, 'a', 'a' + 1 + random.nextInt(2))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
