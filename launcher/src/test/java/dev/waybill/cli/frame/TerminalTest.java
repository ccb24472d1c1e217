package dev.waybill.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {
    @ParameterizedTest
    @ValueSource(strings = {"y", "Y", "yes", " YES "})
    void yesIsSaid(String answer) {
        assertThat(Terminal.isYes(answer)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n", "no", "yep", "acme"})
    void anythingElseIsNo(String answer) {
        assertThat(Terminal.isYes(answer)).isFalse();
    }

    @Test
    void noAnswerIsNo() {
        assertThat(Terminal.isYes(null)).isFalse();
    }
}
