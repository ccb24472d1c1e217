package dev.waybill.redact.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.kind.redaction.PartOfName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Few values and many, one event after the other. */
class AutomatonSizeTest {
    private final Automaton automaton = new Automaton(PartOfName.HIDE, new Work());

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 100, 1_000})
    void everyValueIsFoundHoweverManyThereAre(int count) {
        // Given
        List<String> values = values("value", count);

        // When
        add(values);

        // Then
        values.forEach(value -> assertThat(found("a " + value + " b")).as(value).isEqualTo(value));
        assertThat(found("a value" + count + " b")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 1_000})
    void valuesOfTheEventBeforeAreNotFound(int count) {
        // Given
        List<String> before = values("before", count);
        add(before);
        assertThat(found(before.get(0))).isEqualTo(before.get(0));

        // When
        automaton.clear();
        add(values("value", count));

        // Then
        before.forEach(value -> assertThat(found("a " + value + " b")).as(value).isEmpty());
        values("value", count).forEach(value -> assertThat(found(value)).isEqualTo(value));
    }

    @Test
    void findsTheLongestOfSeveralThatEndInOnePlace() {
        // Given
        add(List.of("a", "b a", "c b a"));

        // When, Then
        assertThat(found("c b a")).isEqualTo("c b a");
        assertThat(found("x b a")).isEqualTo("b a");
        assertThat(found("xb a")).isEqualTo("a");
    }

    private void add(List<String> values) {
        values.forEach(value -> automaton.add(reading(value)));
        automaton.link();
    }

    private String found(String text) {
        Spans found = new Spans();
        automaton.find(reading(text), found);
        return found.size() == 0 ? "" : text.substring(found.begin(0), found.end(0));
    }

    private static List<String> values(String prefix, int count) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(prefix + i);
        }
        return values;
    }

    private static Reading reading(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        Layer layer = new Layer();
        layer.set(bytes, 0, bytes.length);
        Reading reading = new Reading();
        reading.read(layer, TextStyle.TEXT);
        return reading;
    }
}
