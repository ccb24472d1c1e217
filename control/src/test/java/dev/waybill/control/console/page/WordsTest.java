package dev.waybill.control.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void timesAreInUtcAndAsExactAsTheyAre() {
        assertThat(Words.time("2026-03-04T05:00:00Z")).isEqualTo("2026-03-04 05:00 UTC");
        assertThat(Words.time("2026-03-04T05:00:09.7Z")).isEqualTo("2026-03-04 05:00:09 UTC");
        assertThat(Words.span(window("2026-03-04T05:00:00Z", "2026-03-04T06:00:00Z")))
                .isEqualTo("2026-03-04 05:00 to 06:00 UTC");
        assertThat(Words.span(window("2026-03-04T23:00:00Z", "2026-03-05T00:00:00Z")))
                .isEqualTo("2026-03-04 23:00 to 2026-03-05 00:00 UTC");
    }

    @Test
    void durationsHaveTheirTwoLargestUnits() {
        assertThat(Words.duration("PT0S")).isEqualTo("0 s");
        assertThat(Words.duration("PT2M5S")).isEqualTo("2 min 5 s");
        assertThat(Words.duration("PT3H")).isEqualTo("3 h");
        assertThat(Words.duration("PT76H30M")).isEqualTo("3 d 4 h");
        assertThat(Words.duration("PT-5M")).isEqualTo("0 s");
    }

    @Test
    void numbersAreGroupedAndBytesRounded() {
        assertThat(Words.counted(1, "part")).isEqualTo("1 part");
        assertThat(Words.counted(12_345, "event")).isEqualTo("12,345 events");
        assertThat(Words.bytes(1_023)).isEqualTo("1,023 bytes");
        assertThat(Words.bytes(1_572_864)).isEqualTo("1.5 MiB");
    }

    @Test
    void whatIsNotThereIsADash() {
        assertThat(Words.orDash(Optional.empty())).isEqualTo("–");
        assertThat(Words.orDash(Optional.of(""))).isEqualTo("–");
        assertThat(Words.orDash(Optional.of("x"))).isEqualTo("x");
    }

    private static Json window(String start, String end) {
        return Json.of(Map.of("start", start, "end", end));
    }
}
