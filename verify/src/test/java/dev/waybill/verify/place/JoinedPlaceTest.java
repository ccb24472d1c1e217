package dev.waybill.verify.place;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JoinedPlaceTest {
    private final MemoryPlace before = new MemoryPlace(Map.of("a/1", bytes("one"), "a/2", bytes("two")));
    private final MemoryPlace after = new MemoryPlace(Map.of("a/2", bytes("another two"), "b/3", bytes("three")));
    private final JoinedPlace joined = new JoinedPlace(List.of(before, after));

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private List<String> listed(String beginning) throws IOException {
        List<String> names = new ArrayList<>();
        joined.list(beginning, object -> names.add(object.name()));
        return names;
    }

    private String content(String name) throws IOException {
        try (InputStream in = joined.open(name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void listsWhatIsInAnyOfThemOnceHoweverOften() throws IOException {
        assertThat(listed("")).containsExactlyInAnyOrder("a/1", "a/2", "b/3");
        assertThat(listed("a/")).containsExactlyInAnyOrder("a/1", "a/2");
        assertThat(listed("")).containsExactlyInAnyOrder("a/1", "a/2", "b/3");
    }

    @Test
    void opensEachWhereItIsAndTheFirstOfTwo() throws IOException {
        listed("");

        assertThat(List.of(content("a/1"), content("a/2"), content("b/3"))).containsExactly("one", "two", "three");
    }

    @Test
    void opensNothingThatWasNotListed() throws IOException {
        listed("a/");

        assertThatThrownBy(() -> joined.open("b/3")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void saysWhatItIsMadeOf() {
        assertThat(joined.description()).isEqualTo("memory and memory");
        assertThat(joined.destinations()).isEqualTo(2);
        assertThat(before.destinations()).isEqualTo(1);
    }

    @Test
    void isNotMadeOfOne() {
        assertThatThrownBy(() -> new JoinedPlace(List.of(before)))
                .hasMessage("one place needs no other to be joined with");
    }
}
