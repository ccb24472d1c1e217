package dev.waybill.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronExpressionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // expression,       shortest distance between two fire times
                "* * * * *          | PT1M",
                "*/15 * * * *       | PT15M",
                "0 * * * *          | PT1H",
                "5 * * * *          | PT1H",
                "0 0 * * *          | P1D",
                "0 0,13 * * *       | PT11H",
                "0 8,20 * * *       | PT12H",
                "0 */6 * * *        | PT6H",
                // 50 minutes past, then the full hour
                "0,50 * * * *       | PT10M",
                // within the day 7 hours, over midnight 3
                "0 1,8,15,22 * * *  | PT3H",
                // 00:30 and 22:30, but never on two days running
                "30 0,22 * * 1      | PT22H",
                "30 0,22 * * 1-5    | PT2H",
                "0 0 * * 1          | P7D",
                "0 0 1 * *          | P28D",
                "0 0 1,31 * *       | P1D",
                "0 0 29 2 *         | P1461D",
                "0 0 1 1 *          | P365D",
                "*/30 * * * * *     | PT30S",
                "0 0 0 * * *        | P1D",
                "10 0 */8 * * *     | PT8H",
            })
    void knowsHowShortItsWindowsCanBe(String expression, Duration shortest) {
        // Given
        CronExpression cron = CronExpression.parse(expression);

        // When, Then
        assertThat(cron.intervalBelow(shortest)).isEmpty();
        assertThat(cron.intervalBelow(shortest.plusSeconds(1))).contains(shortest);
    }

    /** Thousands of exports have few schedules between them; somebody's thousands of schedules fill no memory. */
    @Test
    void knowsThoseThatWereReadLast() {
        // Given
        CronExpression first = CronExpression.parse("7 * * * *");

        // When
        CronExpression again = CronExpression.parse("7 * * * *");
        for (int second = 0; second < 60; second++) {
            for (int minute = 0; minute < 20; minute++) {
                CronExpression.parse(second + " " + minute + " * * * *");
            }
        }
        CronExpression afterMany = CronExpression.parse("7 * * * *");

        // Then
        assertThat(again).isSameAs(first);
        assertThat(afterMany).isNotSameAs(first);
    }
}
