package dev.waybill.sink;

import static dev.waybill.sink.Records.ACME;
import static dev.waybill.sink.Records.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.PartHeaders;
import dev.waybill.contract.Topics;
import dev.waybill.sink.part.ObjectName;
import dev.waybill.sink.part.Part;
import dev.waybill.sink.part.PartReader;
import dev.waybill.sink.part.RefusedRecordException;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartReaderTest {
    private static final byte[] CONTENT = Records.bytes("a,b\r\n");

    @Test
    void readsAPartFromByteHeaders() throws RefusedRecordException {
        // Given
        SinkRecord record = Records.part(Topics.dedicated(ACME), ACME, 3, CONTENT);

        // When
        Part part = PartReader.part(PartReader.export(record), record);

        // Then
        assertThat(part.export()).isEqualTo(ACME);
        assertThat(part.object()).isEqualTo(Records.objectName(ACME, 3));
        assertThat(part.contentType()).isEqualTo("text/csv");
        assertThat(part.content()).isSameAs(CONTENT);
        assertThat(part).hasToString("Part[acme/downloads 2026/03/04/acme-downloads-3.csv 5 bytes]");
    }

    @Test
    void readsTheSharedAndTheParkingTopic() throws RefusedRecordException {
        assertThat(PartReader.export(Records.part(Topics.SHARED_DELIVERY, GLOBEX, 0)))
                .isEqualTo(GLOBEX);
        assertThat(PartReader.export(Records.part(Topics.parked(GLOBEX), GLOBEX, 0)))
                .isEqualTo(GLOBEX);
    }

    @Test
    void refusesHeadersThatContradictTheTopic() {
        assertThatThrownBy(() -> PartReader.export(Records.part(Topics.dedicated(ACME), GLOBEX, 0)))
                .isInstanceOf(RefusedRecordException.class)
                .hasMessage("the headers say globex/audit, which is not the export that the topic"
                        + " export.acme.downloads belongs to");
        assertThatThrownBy(() -> PartReader.export(Records.part(Topics.parked(ACME), GLOBEX, 0)))
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
        assertThatThrownBy(() -> ObjectName.requireRelative(object)).isInstanceOf(RefusedRecordException.class);
    }

    @Test
    void refusesANameLongerThanAKeyMayBe() {
        assertThatThrownBy(() -> ObjectName.requireRelative("a".repeat(1025)))
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
        assertThatThrownBy(() -> PartReader.part(ACME, record)).hasMessage("the header sha256 is missing");
    }

    @Test
    void refusesAHeaderThatStandsThereTwice() {
        // Given
        SinkRecord record = Records.part(Topics.SHARED_DELIVERY, ACME, 0);
        record.headers().add(PartHeaders.TENANT, Records.bytes("globex"), null);

        // Then
        assertThatThrownBy(() -> PartReader.export(record)).hasMessage("the header tenant stands there twice");
    }

    @Test
    void refusesARecordWithoutValueAndTakesAnEmptyOne() throws RefusedRecordException {
        // Given
        byte[] empty = new byte[0];
        Map<String, Object> headers = Records.headers(ACME, "a.csv", empty);
        SinkRecord none = Records.record(Topics.dedicated(ACME), 0, headers, null);
        SinkRecord zero = Records.record(Topics.dedicated(ACME), 0, headers, empty);

        // Then
        assertThatThrownBy(() -> PartReader.part(ACME, none)).hasMessage("the record has no value");
        assertThat(PartReader.part(ACME, zero).content()).isEmpty();
    }

    private static void assertRefused(String header, Object value, String message) {
        Map<String, Object> headers = Records.headers(ACME, "a.csv", CONTENT);
        headers.put(header, value);
        SinkRecord record = Records.record(Topics.SHARED_DELIVERY, 0, headers, CONTENT);
        assertThatThrownBy(() -> PartReader.part(PartReader.export(record), record))
                .isInstanceOf(RefusedRecordException.class)
                .hasMessage(message);
    }
}
