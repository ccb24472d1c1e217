package dev.waybill.control.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.PartKind;
import dev.waybill.control.connect.ConnectorState;
import dev.waybill.control.progress.DeliveryGlance;
import dev.waybill.control.progress.Extent;
import dev.waybill.control.progress.LaneProgress;
import dev.waybill.control.progress.LaneProgress.Backlog;
import dev.waybill.control.progress.RecordGlance;
import dev.waybill.ledger.DeliveryLane;
import dev.waybill.ledger.DeliveryTrouble;
import dev.waybill.ledger.ObjectDelivered;
import dev.waybill.ledger.RecordParked;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StatusTableTest {
    private static final String NOW = "2026-03-04T09:30:00Z";

    private static final DeliveryLane LANE =
            new DeliveryLane(ScenarioCatalog.DOWNLOADS, "export.acme.downloads", 0, "s3://acme-logs/d/", "0a1b2c3d");
    private static final Instant SAID_AT = Instant.parse("2026-03-04T09:12:03Z");
    private static final SaidDeliveries SAID = new SaidDeliveries(new DeliveryGlance(
            Optional.of(new ObjectDelivered(
                    LANE,
                    SAID_AT,
                    PartKind.PART,
                    "d/a.csv",
                    500,
                    "ab".repeat(32),
                    Optional.of(
                            new Window(Instant.parse("2026-03-04T08:00:00Z"), Instant.parse("2026-03-04T09:00:00Z"))),
                    "5b89a8131b01")),
            List.of(),
            Optional.of(new RecordParked(
                    LANE,
                    SAID_AT,
                    7,
                    Optional.of("d/b.csv"),
                    Optional.of(new DeliveryTrouble("BUCKET_GONE", "NoSuchBucket 404", "look at it")))),
            Optional.empty()));

    private final ScenarioCatalog catalog =
            new ScenarioCatalog().apply("2026-03-04T05:10:00Z").apply("2026-03-04T09:20:00Z", "delivery: shared");

    @Test
    void showsWhatIsKnownAndAnOpenQuestionForWhatIsNot() {
        // Given
        RecordGlance part = new RecordGlance(
                8,
                Instant.parse("2026-03-04T08:00:00Z"),
                500,
                Optional.of(ScenarioCatalog.DOWNLOADS),
                Optional.of(Instant.parse("2026-03-04T08:00:00Z")),
                Optional.of(Instant.parse("2026-03-04T09:00:00Z")),
                Optional.of(Instant.parse("2026-03-04T09:10:12Z")));
        LaneStatus lane = new LaneStatus(
                new TopicPartition("export.acme.downloads", 0),
                "waybill-sink",
                new LaneProgress(new Extent(0, 10), OptionalLong.of(8), Optional.of(new Backlog(Optional.of(part), 2))),
                OptionalLong.of(1234),
                Optional.of(new Loss(Duration.ofHours(50), "retention.bytes")));
        ExportStatus known = new ExportStatus(
                catalog.export(ScenarioCatalog.DOWNLOADS, NOW),
                List.of(lane),
                Optional.of(part),
                Optional.of(SAID),
                Optional.empty(),
                List.of("partition 3 of the download events"),
                List.of(),
                new Standing(ExportState.DUE, "", ""));

        // When
        String text = new StatusTable(report(true, known), 50).text();

        // Then
        String version = known.catalog().now().orElseThrow().text();
        String next = known.catalog().next().orElseThrow().text();
        assertThat(text).isEqualTo("""
                EXPORT          STATE  VERSION       SINCE                 NEXT                                    LAST WINDOW           WRITTEN               UNDELIVERED  LOSS IN
                acme/downloads  due    %1$s  2026-03-04T06:00:00Z  %2$s from 2026-03-04T10:00:00Z  2026-03-04T08:00:00Z  2026-03-04T09:10:12Z  <=2          2 d 2 h
                  rules since: 2026-03-04T06:00:00Z, changed by ops at 2026-03-04T05:10:00Z: ticket 7
                  destination: s3://acme-logs/d/
                  export.acme.downloads-0: end 10, connector waybill-sink has committed 8, about 1234 bytes left
                  receipts wait for: partition 3 of the download events
                  delivered last: d/a.csv, 500 bytes, at 2026-03-04T09:12:03Z, 12 min after the end of its window
                  parked last: d/b.csv, at 2026-03-04T09:12:03Z: BUCKET_GONE (NoSuchBucket 404)
                1 export of 1 tenant: 0 need somebody, 0 paused; connectors: 1 of 2 run
                """.formatted(version, next));
    }

    @Test
    void whatNeedsSomebodyComesFirstAndTheRestIsCounted() {
        ExportStatus well = new ExportStatus(
                catalog.export(ScenarioCatalog.AUDIT, NOW),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                new Standing(ExportState.DELIVERING, "", ""));
        ExportStatus wrong = new ExportStatus(
                catalog.export(ScenarioCatalog.DOWNLOADS, NOW),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(Finding.of(ExportState.BLOCKED, "it is broken", "mend it")),
                new Standing(ExportState.BLOCKED, "it is broken", "mend it"));

        String text = new StatusTable(report(false, well, wrong), 1).text();

        assertThat(text.lines().skip(1).findFirst().orElseThrow())
                .startsWith("acme/downloads  blocked")
                .endsWith("  ?            ?        ?            -");
        assertThat(text)
                .contains("! acme/downloads: it is broken; mend it\n")
                .endsWith("2 exports of 1 tenant: 1 needs somebody, 0 paused; connectors: 1 of 2 run;"
                        + " 1 not listed (--limit); name a tenant to see last windows\n");
    }

    @Test
    void saysDurationsAsPeopleDo() {
        assertThat(List.of(
                        Durations.text(Duration.ofDays(3)),
                        Durations.text(Duration.ofMinutes(90)),
                        Durations.text(Duration.ofSeconds(119)),
                        Durations.text(Duration.ZERO)))
                .containsExactly("3 d", "1 h 30 min", "1 min", "0 s");
    }

    private static StatusReport report(boolean partsWereLookedFor, ExportStatus... exports) {
        return new StatusReport(
                Instant.parse(NOW),
                List.of(exports),
                List.of(),
                partsWereLookedFor,
                Optional.of(Map.of(
                        "a", new ConnectorState("RUNNING", 1, true, List.of()),
                        "b", new ConnectorState("PAUSED", 1, false, List.of()))));
    }
}
