package dev.waybill.spec.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectPrefixTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "logs", "logs/2026", "a.b/..c/d..", "Grüße/日本", "year=2026/month=03"})
    void takesPlainPathSegments(String prefix) {
        // Then
        assertThat(ObjectPrefix.problem(prefix)).isEmpty();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("/logs", "must not start or end with a slash"),
                Arguments.of("logs/", "must not start or end with a slash"),
                Arguments.of("a//b", "must not hold an empty path segment"),
                Arguments.of("a/../b", "must not hold the path segments . and .."),
                Arguments.of("./b", "must not hold the path segments . and .."),
                Arguments.of("a\tb", "must not hold control characters, backslashes, * or ?"),
                Arguments.of("a\\b", "must not hold control characters, backslashes, * or ?"),
                Arguments.of("a*", "must not hold control characters, backslashes, * or ?"),
                Arguments.of("a?", "must not hold control characters, backslashes, * or ?"),
                Arguments.of("ü".repeat(201), "must not be longer than 400 bytes"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatIsNoSafePath(String prefix, String message) {
        // Then
        assertThat(ObjectPrefix.problem(prefix)).contains(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObjectPrefix.require(prefix))
                .withMessage("prefix " + message);
    }

    @Test
    void takesTheLongestThereMayBe() {
        // Then
        assertThat(ObjectPrefix.problem("ü".repeat(200))).isEmpty();
    }
}
