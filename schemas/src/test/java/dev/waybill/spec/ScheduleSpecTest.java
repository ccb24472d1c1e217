package dev.waybill.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ReceiptCadence;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleSpecTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hourly             | WINDOW",
                "daily              | WINDOW",
                "0 * * * *          | WINDOW",
                "0 3 * * 1          | WINDOW",
                "0 0,23 * * *       | WINDOW",
                "*/30 * * * *       | DAILY",
                "0,59 3 * * *       | DAILY",
                "0 0 0 * * *        | WINDOW",
                "59 59 23 * * *     | WINDOW",
                "0 30 0,23 * * *    | WINDOW",
                "0 0,31 0,23 * * *  | DAILY",
            })
    void suggestsReceiptsByTheDayWhereWindowsCanBeShorterThanAnHour(String every, ReceiptCadence expected) {
        // Given
        ScheduleSpec schedule = new ScheduleSpec(every, ZoneId.of("Europe/Berlin"), Duration.ofMinutes(10));

        // When, Then
        assertThat(schedule.receipts()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"'15 0,23 * * *', WINDOW", "'0,40 0,23 * * *', DAILY", "'30 0,23 1 * *', WINDOW"})
    void looksOverMidnight(String every, ReceiptCadence expected) {
        assertThat(new ScheduleSpec(every, ZoneId.of("UTC"), Duration.ZERO).receipts())
                .isEqualTo(expected);
    }
}
