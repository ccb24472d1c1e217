package dev.waybill.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleRateTest {
    @ParameterizedTest
    @CsvSource({
        "100%, 1000000, 100%",
        "10%, 100000, 10%",
        "010.50%, 105000, 10.5%",
        "0.0001%, 1, 0.0001%",
        "33.3333%, 333333, 33.3333%"
    })
    void isExactToOneInAMillion(String text, int perMillion, String shortest) {
        SampleRate rate = SampleRate.parse(text);

        assertThat(rate.perMillion()).isEqualTo(perMillion);
        assertThat(rate).hasToString(shortest);
        assertThat(SampleRate.parse(shortest)).isEqualTo(rate);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0%", "0.0000%", "100.0001%", "101%", "-1%", "10", "0.1", "1/10", "0.00001%", "1e1%", ""})
    void refusesWhatIsNoShareOrWouldHaveToBeRounded(String text) {
        assertThatThrownBy(() -> SampleRate.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("; write 10%");
    }
}
