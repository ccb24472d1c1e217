package dev.waybill.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.SpecReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules through the whole engine: which window an event's part says it belongs to, and when that is emitted. */
class ScheduledWindowsTest {
    private static final String TOPIC = "export.acme.all";
    private static final Duration MILLI = Duration.ofMillis(1);

    @TempDir
    Path state;

    @ParameterizedTest
    @CsvSource({
        // every,          zone,                hours,  start,                end
        "hourly,           UTC,                 PT1H,   2026-03-04T05:00:00Z, 2026-03-04T06:00:00Z",
        "hourly,           Asia/Kolkata,        PT1H,   2026-03-04T04:30:00Z, 2026-03-04T05:30:00Z",
        "daily,            UTC,                 PT24H,  2026-03-29T00:00:00Z, 2026-03-30T00:00:00Z",
        "daily,            Europe/Berlin,       PT24H,  2026-03-27T23:00:00Z, 2026-03-28T23:00:00Z",
        "daily,            Europe/Berlin,       PT23H,  2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
        "daily,            Europe/Berlin,       PT25H,  2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
        "daily,            America/New_York,    PT23H,  2026-03-08T05:00:00Z, 2026-03-09T04:00:00Z",
        "daily,            America/New_York,    PT25H,  2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z",
        "daily,            Australia/Lord_Howe, PT24H30M, 2026-04-04T13:00:00Z, 2026-04-05T13:30:00Z",
        "*/15 * * * *,     UTC,                 PT15M,  2026-03-04T05:15:00Z, 2026-03-04T05:30:00Z",
        "30 2 * * *,       Europe/Berlin,       PT23H30M, 2026-03-28T01:30:00Z, 2026-03-29T01:00:00Z",
        "30 2 * * *,       Europe/Berlin,       PT25H,  2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
        "0 6 * * 1,        UTC,                 PT168H, 2026-03-02T06:00:00Z, 2026-03-09T06:00:00Z",
        "15 30 4 * * *,    UTC,                 PT24H,  2026-03-04T04:30:15Z, 2026-03-05T04:30:15Z",
        "*/20 * * * * *,   UTC,                 PT20S,  2026-03-04T05:00:20Z, 2026-03-04T05:00:40Z",
    })
    void cutsTheEventsAtTheEdgesOfTheSchedule(String every, String zone, Duration hours, Instant start, Instant end) {
        // Given
        Instant beforeStart = start.minus(MILLI);
        Instant beforeEnd = end.minus(MILLI);
        Instant later = end.plus(hours).plus(Duration.ofHours(3));

        // When
        try (ExportScenario scenario = ExportScenario.at(state, beforeStart.toString(), export(every, zone))
                .arrives(beforeStart.toString(), "before", beforeStart.toString())
                .arrives(start.toString(), "first", start.toString())
                .arrives(beforeEnd.toString(), "last", beforeEnd.toString())
                .arrives(end.toString(), "after", end.toString())
                .wallClock(later.toString())
                .provenIdleSince(later.toString())) {
            List<String> parts = scenario.records(TOPIC).stream()
                    .map(part -> ExportScenario.header(part, "window-start") + " "
                            + ExportScenario.header(part, "window-end") + " "
                            + new String(part.value(), StandardCharsets.UTF_8)
                                    .replace("event_id\n", "")
                                    .strip()
                                    .replace('\n', ' '))
                    .toList();

            // Then
            assertThat(Duration.between(start, end)).isEqualTo(hours);
            assertThat(parts).hasSize(3);
            assertThat(parts.get(0)).endsWith(" " + start + " before");
            assertThat(parts.get(1)).isEqualTo(start + " " + end + " first last");
            assertThat(parts.get(2)).startsWith(end + " ").endsWith(" after");
        }
    }

    @Test
    void closesADayOfTwentyFiveHoursWhenItIsOverAndNotBefore() {
        try (ExportScenario scenario = ExportScenario.at(
                        state, "2026-10-24T22:00:00Z", export("daily", "Europe/Berlin"))
                .arrives("2026-10-25T12:00:00Z", "a", "2026-10-25T12:00:00Z")
                .wallClock("2026-10-25T23:10:09Z")
                .provenIdleSince("2026-10-25T23:10:09Z")) {
            assertThat(scenario.parts(TOPIC)).isEmpty();

            scenario.provenIdleSince("2026-10-25T23:10:10Z");

            assertThat(scenario.parts(TOPIC)).containsExactly("part 2026-10-24T22:00:00Z: a");
        }
    }

    @Test
    void anEventOfTheRepeatedHourIsLateOnlyAfterTheDaysOwnGrace() {
        try (ExportScenario scenario = ExportScenario.at(
                        state, "2026-10-24T22:00:00Z", export("daily", "Europe/Berlin"))
                .arrives("2026-10-25T00:30:00Z", "summer", "2026-10-25T00:30:00Z")
                .arrives("2026-10-25T01:30:00Z", "winter", "2026-10-25T01:30:00Z")
                .arrives("2026-10-25T23:10:09Z", "slow", "2026-10-25T01:29:00Z")
                .arrives("2026-10-25T23:10:10Z", "late", "2026-10-25T01:29:30Z")
                .wallClock("2026-10-27T00:00:00Z")
                .provenIdleSince("2026-10-27T00:00:00Z")) {
            assertThat(scenario.parts(TOPIC))
                    .containsExactly(
                            "part 2026-10-24T22:00:00Z: summer slow winter", "late-part 2026-10-24T22:00:00Z: late");
        }
    }

    private static ExportSpec export(String every, String zone) {
        return SpecReader.parse("acme.yaml", """
                tenant: acme
                exports:
                  - id: all
                    source: download
                    format: { kind: csv, columns: [event_id], compression: none }
                    schedule: { every: "%s", zone: %s }
                    destination: { kind: file, directory: /tmp/acme }
                """.formatted(every, zone))
                .exports()
                .get(0);
    }
}
