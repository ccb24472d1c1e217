package dev.waybill.sink.part;

import static dev.waybill.sink.fake.Records.ACME;
import static dev.waybill.sink.fake.Records.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.PartHeaders;
import dev.waybill.contract.PartKind;
import dev.waybill.contract.Topics;
import dev.waybill.sink.fake.Records;
import dev.waybill.window.Window;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartRecordTest {
    private static final byte[] CONTENT = Records.bytes("a,b\r\n");

    @Test
    void saysOfWhichVersionItIs() throws Exception {
        // Given
        Map<String, Object> headers = Records.headers(ACME, "a.csv", CONTENT);
        PartRecord part = PartRecord.of(Records.record(Topics.dedicated(ACME), 0, headers, CONTENT));
        headers.put(PartHeaders.CONFIG_VERSION, Records.bytes("0123456789AB"));
        PartRecord wrong = PartRecord.of(Records.record(Topics.dedicated(ACME), 1, headers, CONTENT));
        headers.remove(PartHeaders.CONFIG_VERSION);
        PartRecord without = PartRecord.of(Records.record(Topics.dedicated(ACME), 2, headers, CONTENT));

        // Then
        assertThat(part.version()).isEqualTo(Records.VERSION);
        assertThat(part.versionOrNone()).isEqualTo(Records.VERSION);
        assertThatThrownBy(wrong::version)
                .isInstanceOf(RefusedRecordException.class)
                .hasMessage("the header config-version is not 12 lower-case hex digits");
        assertThatThrownBy(without::version)
                .isInstanceOf(RefusedRecordException.class)
                .hasMessage("the header config-version is missing");
        assertThat(without.versionOrNone()).isEmpty();
    }

    @Test
    void readsAPartFromByteHeaders() throws RefusedRecordException {
        // Given
        SinkRecord record = Records.part(Topics.dedicated(ACME), ACME, 3, CONTENT);

        // When
        ExportObject object = PartRecord.of(record).object();

        // Then
        assertThat(object.export()).isEqualTo(ACME);
        assertThat(object.path()).isEqualTo(Records.objectName(ACME, 3));
        assertThat(object.contentType()).isEqualTo("text/csv");
        assertThat(object.content()).isSameAs(CONTENT);
        assertThat(object).hasToString("ExportObject[acme/downloads 2026/03/04/acme-downloads-3.csv 5 bytes]");
    }

    @Test
    void readsAReceiptLikeAPartAndKnowsThatItIsOne() throws RefusedRecordException {
        // Given
        PartRecord receipt = PartRecord.of(Records.receipt(Topics.dedicated(ACME), ACME, 3));

        // When
        ExportObject object = receipt.object();

        // Then
        assertThat(receipt.isReceipt()).isTrue();
        assertThat(object.kind()).isEqualTo(PartKind.RECEIPT);
        assertThat(object.hasFixedName()).isTrue();
        assertThat(object.path()).isEqualTo("_receipts/downloads/3.json");
        assertThat(object.contentType()).isEqualTo("application/json");
        assertThat(receipt.described()).contains(object);
    }

    @ParameterizedTest
    @CsvSource({"part, PART", "late-part, LATE_PART", "receipt, RECEIPT", "something-new, PART"})
    void knowsWhatTheRecordCarries(String header, PartKind kind) throws RefusedRecordException {
        // Given
        Map<String, Object> headers = Records.headers(ACME, "a.csv", CONTENT);
        headers.put(PartHeaders.KIND, Records.bytes(header));

        // Then
        assertThat(PartRecord.of(Records.record(Topics.dedicated(ACME), 0, headers, CONTENT))
                        .object()
                        .kind())
                .isEqualTo(kind);
    }

    @Test
    void knowsTheWindowIfTheRecordSaysIt() {
        // Given
        Map<String, Object> headers = Records.headers(ACME, "a.csv", CONTENT);
        PartRecord with = PartRecord.of(Records.record(Topics.dedicated(ACME), 0, headers, CONTENT));
        headers.put(PartHeaders.WINDOW_END, Records.bytes("2026-03-04T04:00:00Z"));
        PartRecord empty = PartRecord.of(Records.record(Topics.dedicated(ACME), 1, headers, CONTENT));
        headers.put(PartHeaders.WINDOW_END, Records.bytes("later"));
        PartRecord wrong = PartRecord.of(Records.record(Topics.dedicated(ACME), 2, headers, CONTENT));
        headers.remove(PartHeaders.WINDOW_END);
        PartRecord without = PartRecord.of(Records.record(Topics.dedicated(ACME), 3, headers, CONTENT));

        // Then
        assertThat(with.window())
                .contains(new Window(Instant.parse("2026-03-04T04:00:00Z"), Instant.parse("2026-03-04T05:00:00Z")));
        assertThat(empty.window()).isEmpty();
        assertThat(wrong.window()).isEmpty();
        assertThat(without.window()).isEmpty();
    }

    @Test
    void readsOnceWhatIsAskedForMoreThanOnce() throws RefusedRecordException {
        // Given
        PartRecord record = PartRecord.of(Records.part(Topics.dedicated(ACME), ACME, 3, CONTENT));

        // Then
        assertThat(record.object()).isSameAs(record.object());
        assertThat(record.version()).isSameAs(record.version());
        assertThat(record.window().orElseThrow()).isSameAs(record.window().orElseThrow());
    }

    @Test
    void describesNothingThatMayNotBeWritten() {
        // Given
        Map<String, Object> headers = Records.headers(ACME, "../a.csv", CONTENT);

        // Then
        assertThat(PartRecord.of(Records.record(Topics.dedicated(ACME), 0, headers, CONTENT))
                        .described())
                .isEmpty();
    }

    @Test
    void readsTheSharedAndTheParkingTopic() throws RefusedRecordException {
        assertThat(PartRecord.of(Records.part(Topics.SHARED_DELIVERY, GLOBEX, 0))
                        .owner())
                .isEqualTo(GLOBEX);
        assertThat(PartRecord.of(Records.part(Topics.parked(GLOBEX), GLOBEX, 0)).owner())
                .isEqualTo(GLOBEX);
    }

    @Test
    void refusesHeadersThatContradictTheTopic() {
        assertThatThrownBy(() -> PartRecord.of(Records.part(Topics.dedicated(ACME), GLOBEX, 0))
                        .owner())
                .isInstanceOf(RefusedRecordException.class)
                .hasMessage("the headers say globex/audit, which is not the export that the topic"
                        + " export.acme.downloads belongs to");
        assertThatThrownBy(() -> PartRecord.of(Records.part(Topics.parked(ACME), GLOBEX, 0))
                        .owner())
                .isInstanceOf(RefusedRecordException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../acme", "Acme", "acme/..", "acme\u0000"})
    void refusesInvalidTenants(String tenant) {
        assertRefused(PartHeaders.TENANT, Records.bytes(tenant), "the headers tenant and export do not hold valid ids");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a.csv",
                "a//b.csv",
                "a/",
                "../b.csv",
                "a/../b.csv",
                "..",
                ".",
                "./a",
                "a\\..\\b",
                "a\nb",
                "a\u0000b",
                "",
                "\u00fc.csv"
            })
    void refusesObjectNamesThatMightLeaveThePrefix(String object) {
        assertThatThrownBy(() -> ObjectPath.requireRelative(object)).isInstanceOf(RefusedRecordException.class);
    }

    @Test
    void refusesANameLongerThanAKeyMayBe() {
        assertThatThrownBy(() -> ObjectPath.requireRelative("a".repeat(1025)))
                .hasMessage("the object name must have 1 to 1024 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv\r\nx-amz-acl: public-read", "csv", "text/", ""})
    void refusesContentTypesThatAreNone(String type) {
        assertRefused(PartHeaders.CONTENT_TYPE, Records.bytes(type), "the header content-type is not a media type");
    }

    @Test
    void advisesTheHeaderConverterWhenConnectHasGuessedANumber() {
        assertRefused(
                PartHeaders.TENANT,
                (byte) 42,
                "the header tenant was converted to Byte;"
                        + " set header.converter=org.apache.kafka.connect.converters.ByteArrayConverter");
    }

    @Test
    void refusesMissingHeaders() {
        // Given
        Map<String, Object> headers = Records.headers(ACME, "a.csv", CONTENT);
        headers.remove(PartHeaders.SHA256);
        SinkRecord record = Records.record(Topics.dedicated(ACME), 0, headers, CONTENT);

        // Then
        assertThatThrownBy(() -> PartRecord.of(record).object()).hasMessage("the header sha256 is missing");
    }

    @Test
    void refusesAHeaderThatStandsThereTwice() {
        // Given
        SinkRecord record = Records.part(Topics.SHARED_DELIVERY, ACME, 0);
        record.headers().add(PartHeaders.TENANT, Records.bytes("globex"), null);

        // Then
        assertThatThrownBy(() -> PartRecord.of(record).owner()).hasMessage("the header tenant stands there twice");
    }

    @Test
    void refusesARecordWithoutValueAndTakesAnEmptyOne() throws RefusedRecordException {
        // Given
        byte[] empty = new byte[0];
        Map<String, Object> headers = Records.headers(ACME, "a.csv", empty);
        SinkRecord none = Records.record(Topics.dedicated(ACME), 0, headers, null);
        SinkRecord zero = Records.record(Topics.dedicated(ACME), 0, headers, empty);

        // Then
        assertThatThrownBy(() -> PartRecord.of(none).object()).hasMessage("the record has no value");
        assertThat(PartRecord.of(zero).object().content()).isEmpty();
    }

    @Test
    void readsHeadersAsTextAndAsBuffers() throws RefusedRecordException {
        // Given
        Map<String, Object> headers = Records.headers(ACME, "a.csv", CONTENT);
        headers.put(PartHeaders.TENANT, "acme");
        headers.put(PartHeaders.EXPORT, ByteBuffer.wrap(Records.bytes("downloads")));
        PartRecord record = PartRecord.of(Records.record(Topics.SHARED_DELIVERY, 0, headers, CONTENT));

        // When
        record.owner();

        // Then: reading a buffer does not use it up
        assertThat(record.owner()).isEqualTo(ACME);
        assertThat(PartRecord.of(record.source()).export()).contains(ACME);
    }

    @Test
    void refusesHeadersWithoutTextAndThoseThatAreNotUtf8() {
        assertRefused(PartHeaders.OBJECT, new byte[] {(byte) 0xc3, '('}, "the header object is not UTF-8");
        assertRefused(PartHeaders.SHA256, "ABC", "the header sha256 is not 64 lower-case hex digits");
        assertRefused(PartHeaders.EXPORT, "Downloads", "the headers tenant and export do not hold valid ids");
        Map<String, Object> headers = Records.headers(ACME, "a.csv", CONTENT);
        headers.put(PartHeaders.TENANT, null);
        PartRecord record = PartRecord.of(Records.record(Topics.SHARED_DELIVERY, 0, headers, CONTENT));
        assertThat(record.export()).isEmpty();
        assertThatThrownBy(record::object).hasMessage("the header tenant is missing");
    }

    @Test
    void advisesTheValueConverterWhenConnectHasMadeSomethingElseOfTheBytes() {
        // Given
        SinkRecord converted = Records.part(Topics.SHARED_DELIVERY, ACME, 0)
                .newRecord(Topics.SHARED_DELIVERY, 0, null, null, null, "a,b", 0L);

        // Then
        assertThatThrownBy(() -> PartRecord.of(converted).object())
                .hasMessage("the value is not bytes; set value.converter="
                        + "org.apache.kafka.connect.converters.ByteArrayConverter");
        assertThat(PartRecord.of(converted).size()).isZero();
    }

    @Test
    void asksForARetryOnlyWithoutAValueAndWithTheMark() {
        // Given
        SinkRecord mark = Records.retryMark(Topics.SHARED_DELIVERY, ACME, 0);
        SinkRecord other =
                Records.record(Topics.SHARED_DELIVERY, 0, Map.of(PartHeaders.KIND, Records.bytes("receipt")), null);
        SinkRecord unmarked = Records.record(Topics.SHARED_DELIVERY, 0, Map.of(), null);
        SinkRecord part = mark.newRecord(Topics.SHARED_DELIVERY, 0, null, null, null, CONTENT, 0L, mark.headers());

        // Then
        assertThat(PartRecord.of(mark).asksForRetry()).isTrue();
        assertThat(List.of(other, unmarked, part))
                .allSatisfy(record ->
                        assertThat(PartRecord.of(record).asksForRetry()).isFalse());
    }

    @Test
    void knowsWhenItWasWrittenIfItsWriterSaysSo() {
        // Given
        SinkRecord record = Records.part(Topics.SHARED_DELIVERY, ACME, 0);
        Map<String, Object> headers = Records.headers(ACME, "a.csv", CONTENT);
        headers.put(PartHeaders.WRITTEN_AT, Records.bytes("yesterday"));

        // Then
        assertThat(PartRecord.of(record).writtenAt()).contains(Instant.parse(Records.WRITTEN_AT));
        assertThat(PartRecord.of(Records.record(Topics.SHARED_DELIVERY, 0, headers, CONTENT))
                        .writtenAt())
                .isEmpty();
        assertThat(PartRecord.of(Records.record(Topics.SHARED_DELIVERY, 0, Map.of(), CONTENT))
                        .writtenAt())
                .isEmpty();
    }

    private static void assertRefused(String header, Object value, String message) {
        Map<String, Object> headers = Records.headers(ACME, "a.csv", CONTENT);
        headers.put(header, value);
        SinkRecord record = Records.record(Topics.SHARED_DELIVERY, 0, headers, CONTENT);
        assertThatThrownBy(() -> PartRecord.of(record).object())
                .isInstanceOf(RefusedRecordException.class)
                .hasMessage(message);
    }
}
