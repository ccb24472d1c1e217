package dev.waybill.control.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowSignTest {
    @Test
    void eachStateHasItsOwnLetterAndItsOwnWords() {
        assertThat(WindowSign.all())
                .extracting(WindowSign::letter)
                .doesNotHaveDuplicates()
                .hasSize(9);
        assertThat(WindowSign.all()).extracting(WindowSign::words).doesNotHaveDuplicates();
    }

    @Test
    void aCalendarHasADayForEachDayOnWhichWindowsBeginTheNewestFirst() {
        // Given
        List<Json> windows = new ArrayList<>();
        for (String start : List.of("2026-03-04T22:00:00Z", "2026-03-04T23:00:00Z", "2026-03-05T00:00:00Z")) {
            windows.add(Json.of(Map.of(
                    "start",
                    start,
                    "end",
                    "2026-03-05T01:00:00Z",
                    "state",
                    "delivered",
                    "counts",
                    Map.of("delivered", 7),
                    "parts",
                    2)));
        }

        // When
        List<CalendarDay> days = CalendarDay.of(windows);

        // Then
        assertThat(days).extracting(CalendarDay::day).containsExactly("2026-03-05", "2026-03-04");
        assertThat(days.get(1).windows()).hasSize(2);
        assertThat(days.get(1).delivered()).isEqualTo(14);
        assertThat(days.get(1).parts()).isEqualTo(4);
    }
}
