package dev.waybill.control.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartKind;
import dev.waybill.control.progress.DeliveryGlance;
import dev.waybill.json.JsonText;
import dev.waybill.ledger.DeliveryHeldBack;
import dev.waybill.ledger.DeliveryLane;
import dev.waybill.ledger.DeliveryTrouble;
import dev.waybill.ledger.ObjectDelivered;
import dev.waybill.ledger.RecordParked;
import dev.waybill.ledger.RecordRefused;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SaidDeliveriesTest {
    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
    private static final Instant SINCE = Instant.parse("2026-03-04T05:10:30Z");
    private static final DeliveryLane LANE =
            new DeliveryLane(new ExportId("acme", "downloads"), "waybill.delivery", 3, "s3://acme-logs/d/", "0a1b2c3d");
    private static final DeliveryTrouble TROUBLE =
            new DeliveryTrouble("ROLE_REFUSED", "AccessDenied 403", "the role cannot be assumed: check that it exists");

    @Test
    void saysSinceWhenAndWhyAnExportIsHeldBackAndWhatToDo() {
        assertThat(said(heldBack(NOW.minus(SaidDeliveries.CURRENT), TROUBLE)).findings(NOW))
                .containsExactly(Finding.of(
                        ExportState.HELD_BACK,
                        "held back since 2026-03-04T05:10:30Z on the way to s3://acme-logs/d/: ROLE_REFUSED"
                                + " (AccessDenied 403)",
                        "the role cannot be assumed: check that it exists"));
    }

    /** The sink would have said it again. */
    @Test
    void takesNothingForHeldBackThatWasSaidLongAgo() {
        Instant longAgo = NOW.minus(SaidDeliveries.CURRENT).minusMillis(1);

        assertThat(said(heldBack(longAgo, TROUBLE)).findings(NOW)).isEmpty();
    }

    @Test
    void aPauseNeedsNobody() {
        assertThat(said(heldBack(NOW, new DeliveryTrouble("PAUSED", "since noon by ops", "resume it")))
                        .findings(NOW))
                .isEmpty();
    }

    @Test
    void saysForADayThatARecordWasPassedOver() {
        DeliveryTrouble trouble = new DeliveryTrouble("RECORD_REFUSED", "the header tenant is missing", "find out who");
        Instant dayAgo = NOW.minus(Duration.ofDays(1));

        assertThat(refused(dayAgo, trouble).findings(NOW))
                .containsExactly(new Finding(
                        "a record was refused at 2026-03-03T12:00:00Z: RECORD_REFUSED (the header tenant is missing),"
                                + " waybill.delivery-3 offset 8",
                        "find out who"));
        assertThat(refused(dayAgo.minusMillis(1), trouble).findings(NOW)).isEmpty();
    }

    @Test
    void saysInWordsWhatWasDeliveredAndParkedLast() {
        assertThat(everything().lines())
                .containsExactly(
                        "delivered last: d/a.csv, 500 bytes, at 2026-03-04T12:00:00Z, 1 h after the end of its window",
                        "parked last: a record, at 2026-03-04T12:00:00Z behind what was parked before");
    }

    @Test
    void hasAllOfItAsJson() {
        assertThat(JsonText.of(everything().content())).isEqualToIgnoringWhitespace("""
                { "last": { "at": "2026-03-04T12:00:00Z", "topic": "waybill.delivery", "partition": 3,
                    "destination": "s3://acme-logs/d/", "object": "d/a.csv", "kind": "late-part", "bytes": 500,
                    "sha256": "ab", "window-start": "2026-03-04T10:00:00Z", "window-end": "2026-03-04T11:00:00Z",
                    "after-end": "PT1H" },
                  "held-back": [ { "at": "2026-03-04T12:00:00Z", "topic": "waybill.delivery", "partition": 3,
                    "destination": "s3://acme-logs/d/", "since": "2026-03-04T05:10:30Z", "reason": "ROLE_REFUSED",
                    "detail": "AccessDenied 403", "advice": "the role cannot be assumed: check that it exists",
                    "retry-at": "2026-03-04T12:00:01Z" } ],
                  "parked": { "at": "2026-03-04T12:00:00Z", "topic": "waybill.delivery", "partition": 3,
                    "destination": "s3://acme-logs/d/", "offset": 7 },
                  "refused": { "at": "2026-03-04T12:00:00Z", "topic": "waybill.delivery", "partition": 3,
                    "destination": "s3://acme-logs/d/", "offset": 8, "object": "d/c.csv", "reason": "ROLE_REFUSED",
                    "detail": "AccessDenied 403", "advice": "the role cannot be assumed: check that it exists" } }
                """);
    }

    private static SaidDeliveries everything() {
        Window window = new Window(NOW.minus(Duration.ofHours(2)), NOW.minus(Duration.ofHours(1)));
        return new SaidDeliveries(new DeliveryGlance(
                Optional.of(new ObjectDelivered(
                        LANE, NOW, PartKind.LATE_PART, "d/a.csv", 500, "ab", Optional.of(window), "5b89a8131b01")),
                List.of(new DeliveryHeldBack(LANE, NOW, SINCE, TROUBLE, Optional.of(NOW.plusSeconds(1)))),
                Optional.of(new RecordParked(LANE, NOW, 7, Optional.empty(), Optional.empty())),
                Optional.of(new RecordRefused(LANE, NOW, 8, Optional.of("d/c.csv"), TROUBLE))));
    }

    private static DeliveryHeldBack heldBack(Instant at, DeliveryTrouble trouble) {
        return new DeliveryHeldBack(LANE, at, SINCE, trouble, Optional.empty());
    }

    private static SaidDeliveries said(DeliveryHeldBack heldBack) {
        return new SaidDeliveries(
                new DeliveryGlance(Optional.empty(), List.of(heldBack), Optional.empty(), Optional.empty()));
    }

    private static SaidDeliveries refused(Instant at, DeliveryTrouble trouble) {
        return new SaidDeliveries(new DeliveryGlance(
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(new RecordRefused(LANE, at, 8, Optional.of("d/c.csv"), trouble))));
    }
}
