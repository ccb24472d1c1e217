package dev.waybill.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.destination.FileDestination;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a producer writes around a value: headers and time stamps. */
class HostileRecordTest {
    private static final String TOPIC = "export.acme.all";
    private static final String START = "2026-03-04T05:00:00Z";

    @TempDir
    Path state;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "x/y/z",
                "a/1",
                "",
                "/",
                "//",
                "///",
                "other-topic/7/42",
                "download-events/7/42",
                "download-events/7/42/1",
                "download-events/99999999999/1",
                "download-events/-1/-1"
            })
    void aTicketNamesTheRecordItselfWhateverItsHeadersSay(String origin) {
        try (ExportScenario scenario = ExportScenario.at(state, START, export())
                .arrives(millis("2026-03-04T05:30:00Z"), "not json", origin(origin))) {
            assertThat(scenario.tickets())
                    .singleElement()
                    .asString()
                    .contains("\"topic\":\"download-events\"", "\"partition\":0", "\"offset\":0");
        }
    }

    @Test
    void aHeaderWithoutAValueIsNoOriginEither() {
        try (ExportScenario scenario = ExportScenario.at(state, START, export())
                .arrives(millis("2026-03-04T05:30:00Z"), "not json", origin(null))) {
            assertThat(scenario.tickets()).singleElement().asString().contains("\"topic\":\"download-events\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x/y/z", "download-events/1", "other-topic/7/42", "audit-events/7/42", "download-events/7/x"})
    void aBrokenOriginInOurOwnCopiesNamesTheCopy(String origin) {
        try (ExportScenario scenario = ExportScenario.byTenantAt(state, START, export())
                .standsInCopies("2026-03-04T05:30:00Z", "not json", origin(origin))) {
            assertThat(scenario.tickets())
                    .singleElement()
                    .asString()
                    .contains("\"topic\":\"waybill.download-events-by-tenant\"", "\"partition\":0", "\"offset\":0");
        }
    }

    @Test
    void ourOwnCopiesSayWhereTheOriginalStands() {
        try (ExportScenario scenario = ExportScenario.byTenantAt(state, START, export())
                .standsInCopies("2026-03-04T05:30:00Z", "not json", origin("download-events/7/42"))) {
            assertThat(scenario.tickets())
                    .singleElement()
                    .asString()
                    .contains("\"topic\":\"download-events\"", "\"partition\":7", "\"offset\":42");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE / 1000, 253_402_300_800_000L})
    void aRecordWithoutATimeStampThatIsOneArrivesWhenTheRecordBeforeItDid(long stamp) {
        try (ExportScenario scenario = ExportScenario.at(state, START, export())
                .arrives("2026-03-04T05:30:00Z", "a", "2026-03-04T05:30:00Z")
                .arrives(stamp, event("b", "2026-03-04T05:30:01Z"), new RecordHeaders())
                .arrives(stamp, event("too-far", "2026-03-04T05:35:01Z"), new RecordHeaders())
                .arrives("2026-03-04T05:31:00Z", "c", "2026-03-04T05:31:00Z")
                .wallClock("2026-03-04T06:30:00Z")
                .provenIdleSince("2026-03-04T06:30:00Z")) {
            assertThat(scenario.parts(TOPIC)).containsExactly("part 2026-03-04T05:00:00Z: a b c");
            assertThat(scenario.tickets())
                    .singleElement()
                    .asString()
                    .contains("\"reason\":\"in-the-future\"", "\"offset\":2");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE})
    void aCopyOfARecordWithoutATimeStampArrivesWhenItIsMade(long stamp) {
        try (ExportScenario scenario = ExportScenario.byTenantAt(state, "2026-03-04T05:30:00Z", export())
                .arrives(stamp, event("a", "2026-03-04T05:30:00Z"), new RecordHeaders())
                .arrives(stamp, event("too-far", "2026-03-04T05:35:01Z"), new RecordHeaders())
                .arrives("2026-03-04T05:31:00Z", "b", "2026-03-04T05:31:00Z")
                .wallClock("2026-03-04T06:30:00Z")
                .provenIdleSince("2026-03-04T06:30:00Z")) {
            assertThat(scenario.parts(TOPIC)).containsExactly("part 2026-03-04T05:00:00Z: a b");
            assertThat(scenario.tickets()).singleElement().asString().contains("\"reason\":\"in-the-future\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-04T05:30:00.001Z", "2026-03-04T06:30:00Z", "2099-01-01T00:00:00Z"})
    void aCopyNeverArrivesAfterTheTimeItIsMade(String stamp) {
        try (ExportScenario scenario = ExportScenario.byTenantAt(state, "2026-03-04T05:30:00Z", export())
                .arrives(millis(stamp), event("a", "2026-03-04T05:30:00Z"), new RecordHeaders())) {
            assertThat(scenario.records("waybill.download-events-by-tenant"))
                    .singleElement()
                    .satisfies(copy -> assertThat(copy.getRecordTime()).isEqualTo("2026-03-04T05:30:00Z"));
        }
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void headersInAnyNumberAndSizeAreNotLookedAt(Placement placement) {
        Headers headers = new RecordHeaders();
        for (int i = 0; i < 1_000; i++) {
            headers.add("waybill-origin", new byte[1_000]).add("tenant", null);
        }
        try (ExportScenario scenario = ExportScenario.placedAt(state, "2026-03-04T05:31:00Z", placement, export())
                .arrives(millis("2026-03-04T05:30:00Z"), event("a", "2026-03-04T05:30:00Z"), headers)
                .arrives(millis("2026-03-04T05:30:00Z"), "not json", headers)
                .wallClock("2026-03-04T06:30:00Z")
                .provenIdleSince("2026-03-04T06:30:00Z")) {
            assertThat(scenario.parts(TOPIC)).containsExactly("part 2026-03-04T05:00:00Z: a");
            assertThat(scenario.tickets())
                    .singleElement()
                    .asString()
                    .contains("\"topic\":\"download-events\"", "\"offset\":1");
        }
    }

    private static Headers origin(@Nullable String origin) {
        return new RecordHeaders()
                .add("waybill-origin", origin == null ? null : origin.getBytes(StandardCharsets.UTF_8));
    }

    private static String event(String id, String occurredAt) {
        return "{\"event_id\":\"%s\",\"tenant\":\"acme\",\"occurred_at\":\"%s\"}".formatted(id, occurredAt);
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    private static ExportSpec export() {
        return new ExportSpec(
                new ExportId("acme", "all"),
                Source.DOWNLOAD,
                true,
                SelectSpec.ALL,
                List.of(),
                new KindSpec("csv", Map.of("columns", List.of("event_id"), "compression", "none")),
                ExportSpec.DEFAULT_LAYOUT,
                ScheduleSpec.HOURLY,
                8 * 1024 * 1024,
                true,
                Delivery.DEDICATED,
                new FileDestination(Path.of("/tmp/acme"), ""),
                Map.of());
    }
}
