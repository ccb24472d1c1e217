package dev.waybill.redact.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.kind.redaction.PartOfName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AutomatonTest {
    private static final String ALPHABET = "aab. ";

    private final Work work = new Work();

    @Test
    void findsWhatComparingEachValueAtEachPlaceFinds() {
        int found = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            // Given
            Random random = new Random(seed);
            List<String> values = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                values.add(text(random, 1 + random.nextInt(5)));
            }
            String text = text(random, random.nextInt(30));

            // When
            BitSet hidden = find(new Automaton(PartOfName.HIDE, work), values, text);

            // Then
            assertThat(hidden).as("seed %d: %s in \"%s\"", seed, values, text).isEqualTo(compared(values, text));
            found += hidden.isEmpty() ? 0 : 1;
        }
        assertThat(found).isBetween(5_000, 19_000);
    }

    @Test
    void forgetsItsValuesWhenCleared() {
        // Given
        Automaton automaton = new Automaton(PartOfName.HIDE, work);
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            many.add("value" + i);
        }
        assertThat(find(automaton, many, "value4999").cardinality()).isEqualTo(9);

        // When
        automaton.clear();

        // Then
        assertThat(find(automaton, List.of("b"), "value4999 value0 b").cardinality())
                .isOne();
    }

    @Test
    void takesAsManyStepsAsTheTextHasBytesThoughAllValuesAlmostStandThere() {
        // Given
        List<String> values = new ArrayList<>();
        for (int i = 1; i < 200; i++) {
            values.add("a ".repeat(i) + "b");
        }
        Automaton automaton = automaton(new Automaton(PartOfName.HIDE, work), values);
        Reading text = reading("a ".repeat(50_000));
        long before = work.steps();

        // When
        automaton.find(text, new Spans());

        // Then
        assertThat(work.steps() - before).isBetween(100_000L, 200_000L);
    }

    /** Without several blanks in a row, which a reading takes for one. */
    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString().replaceAll(" +", " ");
    }

    private static BitSet find(Automaton automaton, List<String> values, String text) {
        Spans found = new Spans();
        automaton(automaton, values).find(reading(text), found);
        BitSet hidden = new BitSet();
        for (int i = 0; i < found.size(); i++) {
            hidden.set(found.begin(i), found.end(i));
        }
        return hidden;
    }

    private static Automaton automaton(Automaton automaton, List<String> values) {
        values.forEach(value -> automaton.add(reading(value)));
        automaton.link();
        return automaton;
    }

    private static Reading reading(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Layer layer = new Layer();
        layer.set(bytes, 0, bytes.length);
        Reading reading = new Reading();
        reading.read(layer, TextStyle.TEXT);
        return reading;
    }

    private static BitSet compared(List<String> values, String text) {
        BitSet hidden = new BitSet();
        for (String value : values) {
            for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
                int end = at + value.length();
                if (isEdge(text, at) && isEdge(text, end)) {
                    hidden.set(at, end);
                }
            }
        }
        return hidden;
    }

    private static boolean isEdge(String text, int at) {
        return at == 0
                || at == text.length()
                || !Character.isLetter(text.charAt(at - 1))
                || !Character.isLetter(text.charAt(at));
    }
}
