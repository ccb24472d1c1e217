package dev.waybill.redact.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.event.Characters;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SlicesTest {
    private final Slices slices = new Slices();

    @Test
    void piecesComeBackAsTheyWereHoweverManyThereAre() {
        // Given
        byte[] text = "abcdefghijklmnopqrstuvwxyz".getBytes(StandardCharsets.US_ASCII);

        // When
        for (int i = 0; i < 25; i++) {
            slices.add(text, i, 1 + i % 2, Characters.of(text, i, 1));
        }

        // Then
        assertThat(slices.size()).isEqualTo(25);
        for (int i = 0; i < 25; i++) {
            assertThat(slices.text(i)).isSameAs(text);
            assertThat(slices.offset(i)).isEqualTo(i);
            assertThat(slices.length(i)).isEqualTo(1 + i % 2);
            assertThat(slices.characters(i)).isEqualTo(Characters.of((char) ('a' + i)));
        }
    }

    @Test
    void findsThePiecesWhoseCharactersAreAllAmongOthers() {
        // Given
        add("ab", "bc", "abc", "ba");

        // When, Then
        assertThat(slices.within(characters("ab"), 0)).isZero();
        assertThat(slices.within(characters("ab"), 1)).isEqualTo(3);
        assertThat(slices.within(characters("bc"), 0)).isEqualTo(1);
        assertThat(slices.within(characters("abcd"), 2)).isEqualTo(2);
        assertThat(slices.within(characters("ab"), 4)).isEqualTo(4);
        assertThat(slices.within(characters("ac"), 0)).isEqualTo(4);
        assertThat(slices.within(characters(""), 0)).isEqualTo(4);
    }

    @Test
    void ofFewPiecesEachIsLookedAtAndOfManyWhatTheyShare() {
        // Given
        add("ab", "bc");

        // When, Then
        assertThat(slices.mayBeWithin(characters("abc"), 2)).isTrue();
        assertThat(slices.mayBeWithin(characters("b"), 2)).isFalse();
        assertThat(slices.mayBeWithin(characters("b"), 1)).isTrue();
        assertThat(slices.mayBeWithin(characters("ac"), 1)).isFalse();
    }

    @Test
    void nothingIsWithinAnythingOnceCleared() {
        // Given
        add("ab");

        // When
        slices.clear();
        boolean empty = slices.mayBeWithin(characters("ab"), 8);
        add("cd");

        // Then
        assertThat(empty).isFalse();
        assertThat(slices.size()).isEqualTo(1);
        assertThat(slices.mayBeWithin(characters("cd"), 8)).isTrue();
        assertThat(slices.mayBeWithin(characters("cd"), 0)).isTrue();
        assertThat(slices.mayBeWithin(characters("ab"), 8)).isFalse();
    }

    private void add(String... texts) {
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            slices.add(bytes, 0, bytes.length, characters(text));
        }
    }

    private static long characters(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Characters.of(bytes, 0, bytes.length);
    }
}
