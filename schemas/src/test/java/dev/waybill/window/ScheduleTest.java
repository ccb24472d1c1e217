package dev.waybill.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.spec.CronExpression;
import dev.waybill.spec.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "Pacific/Auckland",
            "Asia/Kolkata",
            "Australia/Lord_Howe",
            "America/St_Johns",
            "Pacific/Apia",
            "+13:45");
    private static final List<String> RULES = List.of(
            "hourly",
            "daily",
            "*/15 * * * *",
            "30 2 * * *",
            "0 6 * * 1",
            "0 0 1 * *",
            "15,45 1-3 * * *",
            "30 * * * *",
            "10 30 4 * * *",
            "0 0 29 2 *");

    static Stream<ScheduleSpec> schedules() {
        return ZONES.stream().flatMap(zone -> RULES.stream().map(rule -> spec(rule, zone)));
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void everyInstantFallsInExactlyOneWindow(ScheduleSpec spec) {
        Random random = new Random(42);
        for (int i = 0; i < 30; i++) {
            // Given
            long micros = instant(random, i);
            Schedule schedule = Schedule.of(spec);

            // When
            Window window = schedule.windowAt(micros);

            // Then
            assertThat(window.contains(time(micros)))
                    .as("%s in %s", time(micros), window)
                    .isTrue();
            assertThat(schedule.windowAt(micros(window.start()))).isEqualTo(window);
            assertThat(schedule.windowAt(micros(window.end()) - 1)).isEqualTo(window);
            assertThat(schedule.windowAt(micros(window.start()) - 1).end()).isEqualTo(window.start());
            assertThat(schedule.windowAt(micros(window.end())).start()).isEqualTo(window.end());
        }
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void windowsFollowEachOtherWithoutGapAroundEveryClockChange(ScheduleSpec spec) {
        for (String change :
                List.of("2011-12-30", "2026-03-08", "2026-03-29", "2026-04-05", "2026-10-25", "2026-11-01")) {
            // Given
            Instant from = Instant.parse(change + "T00:00:00Z").minus(Duration.ofDays(1));
            Schedule schedule = Schedule.of(spec);
            Window window = schedule.windowAt(micros(from));

            for (int i = 0; i < 80 && window.end().isBefore(from.plus(Duration.ofDays(3))); i++) {
                // When
                Window next = schedule.windowAt(micros(window.end()));

                // Then
                assertThat(next.start()).isEqualTo(window.end());
                assertThat(Schedule.of(spec).windowAt(micros(next.end()) - 1)).isEqualTo(next);
                window = next;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "daily,         Europe/Berlin,       2026-03-29T12:00:00Z, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
        "daily,         Europe/Berlin,       2026-10-25T12:00:00Z, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
        "daily,         Pacific/Apia,        2011-12-30T09:59:59Z, 2011-12-29T10:00:00Z, 2011-12-30T10:00:00Z",
        "daily,         Pacific/Apia,        2011-12-30T10:00:00Z, 2011-12-30T10:00:00Z, 2011-12-31T10:00:00Z",
        "daily,         UTC,                 1969-12-31T23:59:59Z, 1969-12-31T00:00:00Z, 1970-01-01T00:00:00Z",
        "hourly,        UTC,                 2026-03-04T05:06:07Z, 2026-03-04T05:00:00Z, 2026-03-04T06:00:00Z",
        "hourly,        Asia/Kolkata,        2026-03-04T05:06:07Z, 2026-03-04T04:30:00Z, 2026-03-04T05:30:00Z",
        "hourly,        Europe/Berlin,       2026-10-25T01:10:00Z, 2026-10-25T01:00:00Z, 2026-10-25T02:00:00Z",
        "hourly,        Australia/Lord_Howe, 2026-04-04T15:10:00Z, 2026-04-04T15:00:00Z, 2026-04-04T15:30:00Z",
        "hourly,        UTC,                 9999-12-31T23:59:59Z, 9999-12-31T23:00:00Z, +10000-01-01T00:00:00Z",
        "30 2 * * *,    Europe/Berlin,       2026-03-29T00:59:59Z, 2026-03-28T01:30:00Z, 2026-03-29T01:00:00Z",
        "30 2 * * *,    Europe/Berlin,       2026-03-29T01:00:00Z, 2026-03-29T01:00:00Z, 2026-03-30T00:30:00Z",
        "30 2 * * *,    Europe/Berlin,       2026-10-25T12:00:00Z, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
        "30 2 * * *,    Europe/Berlin,       2026-10-25T00:29:59Z, 2026-10-24T00:30:00Z, 2026-10-25T00:30:00Z",
        "30 * * * *,    Europe/Berlin,       2026-10-25T01:00:00Z, 2026-10-25T00:30:00Z, 2026-10-25T01:30:00Z",
        "30 * * * *,    Europe/Berlin,       2026-03-29T01:00:00Z, 2026-03-29T00:30:00Z, 2026-03-29T01:30:00Z",
        "0 3 * * *,     Europe/Berlin,       2026-03-29T01:00:00Z, 2026-03-29T01:00:00Z, 2026-03-30T01:00:00Z",
        "0 0 * * 0,     UTC,                 2026-03-04T05:06:07Z, 2026-03-01T00:00:00Z, 2026-03-08T00:00:00Z",
        "0 0 * * SUN,   UTC,                 2026-03-04T05:06:07Z, 2026-03-01T00:00:00Z, 2026-03-08T00:00:00Z",
        "15 0 */6 * * *, UTC,                2026-03-04T05:06:07Z, 2026-03-04T00:00:15Z, 2026-03-04T06:00:15Z",
        "0 0 29 2 *,    UTC,                 2101-01-01T00:00:00Z, 2096-02-29T00:00:00Z, 2104-02-29T00:00:00Z",
        "0 0 1 1 *,     UTC,                 -0043-03-15T12:00:00Z, -0043-01-01T00:00:00Z, -0042-01-01T00:00:00Z",
    })
    void cutsAtTheEdgesOfTheSchedule(String every, String zone, Instant instant, Instant start, Instant end) {
        // Given
        Schedule schedule = Schedule.of(spec(every, zone));

        // When
        Window window = schedule.windowAt(micros(instant));

        // Then
        assertThat(window).isEqualTo(new Window(start, end));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/20 * * * *", "5,35 8-17 * * 1-5", "0 0 13 * *", "0 0 13 * 5", "7 30 */5 * * *"})
    void cronEdgesAreTheTimesThatMatchTheExpression(String every) {
        // Given
        CronExpression cron = CronExpression.parse(every);
        long second = Instant.parse("2024-02-20T00:00:00Z").getEpochSecond();
        List<Long> forwards =
                Stream.iterate(cron.after(second), cron::after).limit(400).toList();

        // When
        List<Long> backwards = Stream.iterate(forwards.get(399), edge -> cron.atOrBefore(edge - 1))
                .limit(400)
                .sorted()
                .toList();

        // Then
        assertThat(backwards).isEqualTo(forwards);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-04T05:00:00Z, 2026-03-04T05:00:00Z, 2026-03-04T05:00:00Z",
        "2026-03-04T05:00:00.000001Z, 2026-03-04T05:00:00Z, 2026-03-04T06:00:00Z",
        "2026-03-04T05:59:59.999999Z, 2026-03-04T05:00:00Z, 2026-03-04T06:00:00Z"
    })
    void findsTheEdgesAroundAnInstant(Instant instant, Instant before, Instant after) {
        // Given
        Schedule hourly = Schedule.of(ScheduleSpec.HOURLY);

        // Then
        assertThat(hourly.edgeAtOrBefore(instant)).isEqualTo(before);
        assertThat(hourly.edgeAtOrAfter(instant)).isEqualTo(after);
    }

    @Test
    void extremeTimesHaveAWindowToo() {
        // Given
        Schedule schedule = Schedule.of(spec("hourly", "UTC"));

        // When
        Window first = schedule.windowAt(Long.MIN_VALUE);
        Window last = schedule.windowAt(Long.MAX_VALUE);

        // Then
        assertThat(first.contains(time(Long.MIN_VALUE))).isTrue();
        assertThat(last.contains(time(Long.MAX_VALUE))).isTrue();
    }

    @Test
    void theSameWindowIsAnsweredFromMemory() {
        // Given
        Schedule schedule = Schedule.of(ScheduleSpec.HOURLY);
        Window window = schedule.windowAt(0);

        // When
        Window again = schedule.windowAt(3_599_999_999L);

        // Then
        assertThat(again).isSameAs(window);
    }

    @Test
    void windowsOfExtremeTimesAreAnsweredFromMemoryToo() {
        // Given
        Schedule schedule = Schedule.of(spec("hourly", "UTC"));
        Window first = schedule.windowAt(Long.MIN_VALUE);

        // When
        Window again = schedule.windowAt(Long.MIN_VALUE + 1);

        // Then
        assertThat(again).isSameAs(first);
    }

    @Test
    void anEarlierWindowIsAnsweredFromMemory() {
        // Given
        Schedule schedule = Schedule.of(ScheduleSpec.HOURLY);
        Window first = schedule.windowAt(0);
        schedule.windowAt(3_600_000_000L);

        // When
        Window again = schedule.windowAt(1);

        // Then
        assertThat(again).isSameAs(first);
    }

    @Test
    void remembersAFewHundredWindowsAndNoMore() {
        // Given
        Schedule schedule = Schedule.of(ScheduleSpec.HOURLY);
        Window first = schedule.windowAt(0);
        for (long hour = 1; hour <= 600; hour++) {
            schedule.windowAt(hour * 3_600_000_000L);
        }

        // When
        Window again = schedule.windowAt(0);

        // Then
        assertThat(again).isEqualTo(first).isNotSameAs(first);
    }

    @Test
    void sayWhatMayBeWritten() {
        // Given
        ScheduleSpec spec = spec("weekly", "UTC");

        // When, Then
        assertThatThrownBy(() -> Schedule.of(spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is not a schedule; write hourly, daily, or a cron expression of 5 fields"
                        + " (minute hour day month weekday) or 6 fields (second in front)");
    }

    @Test
    void refusesAnExpressionThatNeverFires() {
        // Given
        ScheduleSpec spec = spec("0 0 30 2 *", "UTC");

        // When, Then
        assertThatThrownBy(() -> Schedule.of(spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("never fires; there is no such date");
    }

    @ParameterizedTest
    @ValueSource(strings = {"61 * * * *", "* * * * * * *", "a b c d e"})
    void refusesWhatIsNoCronExpression(String every) {
        // Given
        ScheduleSpec spec = spec(every, "UTC");

        // When, Then
        assertThatThrownBy(() -> Schedule.of(spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("is not a ");
    }

    private static ScheduleSpec spec(String every, String zone) {
        return new ScheduleSpec(every, ZoneId.of(zone), Duration.ZERO);
    }

    /** Years 1 to 9999, and every third time close to a change of the clock in 2026. */
    private static long instant(Random random, int i) {
        if (i % 3 == 0) {
            ZonedDateTime base = ZonedDateTime.parse("2026-01-01T00:00:00Z");
            return micros(base.toInstant().plusSeconds(random.nextInt(366 * 86_400)));
        }
        long from = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
        long to = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        return (from + (long) (random.nextDouble() * (to - from))) * 1_000_000 + random.nextInt(1_000_000);
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    }

    private static Instant time(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000L);
    }
}
