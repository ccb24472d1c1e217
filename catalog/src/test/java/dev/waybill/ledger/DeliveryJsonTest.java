package dev.waybill.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.catalog.record.UnreadableRecordException;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartKind;
import dev.waybill.window.Window;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryJsonTest {
    private static final DeliveryLane LANE = new DeliveryLane(
            new ExportId("acme", "downloads"), "waybill.delivery", 3, "s3://acme-logs/client-logs/", "0a1b2c3d");
    private static final Instant AT = Instant.parse("2026-03-04T06:12:03.250Z");
    private static final Instant SINCE = Instant.parse("2026-03-04T05:10:30.250Z");
    private static final Window WINDOW =
            new Window(Instant.parse("2026-03-04T05:00:00Z"), Instant.parse("2026-03-04T06:00:00Z"));
    private static final DeliveryTrouble TROUBLE =
            new DeliveryTrouble("ROLE_REFUSED", "AccessDenied 403", "the role cannot be assumed");
    private static final String HASH = "ab".repeat(32);

    private static final ObjectDelivered DELIVERED = new ObjectDelivered(
            LANE,
            AT,
            PartKind.RECEIPT,
            "_receipts/downloads/20260304T050000Z.json",
            4711,
            HASH,
            Optional.of(WINDOW),
            "5b89a8131b01");

    private static final List<DeliveryRecord> RECORDS = List.of(
            DELIVERED,
            new DeliveryHeldBack(LANE, AT, SINCE, TROUBLE, Optional.of(AT.plusSeconds(60))),
            new DeliveryResumed(LANE, AT, SINCE, "ROLE_REFUSED"),
            new RecordParked(LANE, AT, 17, Optional.of("a.csv"), Optional.of(TROUBLE)),
            new RecordDiscarded(LANE, AT, 19, Optional.of("c.csv"), Optional.of(WINDOW)),
            new RecordRefused(LANE, AT, 18, Optional.of("b.csv"), TROUBLE));

    @Test
    void eachRecordIsReadAsItWasWritten() throws UnreadableRecordException {
        for (DeliveryRecord record : RECORDS) {
            assertThat(DeliveryJson.read(DeliveryJson.write(record))).contains(record);
        }
        assertThat(RECORDS.stream().map(Object::getClass))
                .as("no kind of record is left out here")
                .containsExactlyInAnyOrder(DeliveryRecord.class.getPermittedSubclasses());
    }

    @Test
    void whatIsNotKnownIsLeftOut() throws UnreadableRecordException {
        List<DeliveryRecord> without = List.of(
                new ObjectDelivered(LANE, AT, PartKind.PART, "a.csv", 0, HASH, Optional.empty(), "5b89a8131b01"),
                new DeliveryHeldBack(LANE, AT, SINCE, TROUBLE, Optional.empty()),
                new RecordDiscarded(LANE, AT, 19, Optional.empty(), Optional.empty()),
                new RecordParked(LANE, AT, 0, Optional.empty(), Optional.empty()),
                new RecordRefused(LANE, AT, 0, Optional.empty(), TROUBLE));

        for (DeliveryRecord record : without) {
            assertThat(DeliveryJson.read(DeliveryJson.write(record))).contains(record);
            assertThat(text(record)).doesNotContain("null");
        }
    }

    @Test
    void recordsLookAsThePageSays() {
        assertThat(text(DELIVERED)).isEqualTo("""
                        {"format":1,"kind":"delivered","at":"2026-03-04T06:12:03.250Z","tenant":"acme",\
                        "export":"downloads","topic":"waybill.delivery","partition":3,\
                        "destination":"s3://acme-logs/client-logs/","lane":"0a1b2c3d","object-kind":"receipt",\
                        "object":"_receipts/downloads/20260304T050000Z.json","size":4711,"sha256":"%s",\
                        "start":"2026-03-04T05:00:00Z","end":"2026-03-04T06:00:00Z","after-end-ms":723250,\
                        "config-version":"5b89a8131b01"}""".formatted(HASH));
        assertThat(text(RECORDS.get(1))).isEqualTo("""
                        {"format":1,"kind":"held-back","at":"2026-03-04T06:12:03.250Z","tenant":"acme",\
                        "export":"downloads","topic":"waybill.delivery","partition":3,\
                        "destination":"s3://acme-logs/client-logs/","lane":"0a1b2c3d",\
                        "since":"2026-03-04T05:10:30.250Z","reason":"ROLE_REFUSED","detail":"AccessDenied 403",\
                        "advice":"the role cannot be assumed","retry-at":"2026-03-04T06:13:03.250Z"}""");
    }

    @Test
    void tellsHowLongAfterTheWindowTheObjectWasThere() {
        assertThat(DELIVERED.afterEnd()).contains(Duration.ofMillis(723_250));
    }

    @Test
    void aKindOfALaterProgramIsPassedOver() throws UnreadableRecordException {
        assertThat(DeliveryJson.read(
                        text(DELIVERED).replace("\"delivered\"", "\"melted\"").getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void membersOfALaterProgramArePassedOver() throws UnreadableRecordException {
        assertThat(DeliveryJson.read(text(DELIVERED)
                        .replace("\"size\"", "\"mood\":\"fine\",\"size\"")
                        .getBytes(StandardCharsets.UTF_8)))
                .contains(DELIVERED);
    }

    @Test
    void whatIsNoRecordIsRefused() {
        assertUnreadable("{", "is not JSON");
        assertUnreadable("{\"format\":2}", "newer program");
        assertUnreadable(text(DELIVERED).replace("\"lane\"", "\"alley\""), "lane is missing");
        assertUnreadable(
                text(DELIVERED).replace("\"receipt\"", "\"poem\""), "object-kind is not known to this program: poem");
        assertUnreadable(text(DELIVERED).replace("\"size\":4711", "\"size\":-1"), "size must not be negative: -1");
        assertUnreadable(
                text(DELIVERED).replace("\"end\":\"2026-03-04T06", "\"end\":\"2026-03-04T04"),
                "window must start before it ends");
        assertUnreadable(text(RECORDS.get(3)).replace(":17", ":-17"), "offset must not be negative: -17");
    }

    private static String text(DeliveryRecord record) {
        return new String(DeliveryJson.write(record), StandardCharsets.UTF_8);
    }

    private static void assertUnreadable(String json, String message) {
        assertThatThrownBy(() -> DeliveryJson.read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining(message);
    }
}
