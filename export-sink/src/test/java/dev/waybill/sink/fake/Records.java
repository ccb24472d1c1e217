package dev.waybill.sink.fake;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartHeaders;
import dev.waybill.contract.PartKind;
import dev.waybill.contract.RetryMark;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Records as Connect hands them over with ByteArrayConverter everywhere. */
public final class Records {
    public static final ExportId ACME = new ExportId("acme", "downloads");
    public static final ExportId GLOBEX = new ExportId("globex", "audit");

    public static final String WRITTEN_AT = "2026-03-04T05:10:30.250Z";

    /** The version that parts here are of, unless it is said otherwise. */
    public static final String VERSION = "0123456789ab";

    private Records() {}

    /** Asks for a retry of the export. */
    public static SinkRecord retryMark(String topic, ExportId export, long offset) {
        Map<String, Object> headers = new HashMap<>(RetryMark.headers(export));
        return record(topic, offset, headers, null);
    }

    /** A correct record; its content and object name tell export and offset. */
    public static SinkRecord part(String topic, ExportId export, long offset) {
        return part(topic, export, offset, (export + "#" + offset).getBytes(StandardCharsets.UTF_8));
    }

    /** A correct record of another version. */
    public static SinkRecord part(String topic, ExportId export, long offset, String version) {
        byte[] content = bytes(export + "#" + offset);
        Map<String, Object> headers = headers(export, objectName(export, offset), content);
        headers.put(PartHeaders.CONFIG_VERSION, bytes(version));
        return record(topic, offset, headers, content);
    }

    /** A receipt about the hour before {@link #WRITTEN_AT}'s; its content tells export and offset. */
    public static SinkRecord receipt(String topic, ExportId export, long offset) {
        byte[] content = bytes("{\"of\":\"" + export + "#" + offset + "\"}");
        Map<String, Object> headers = headers(export, receiptName(export, offset), content);
        headers.put(PartHeaders.KIND, bytes(PartKind.RECEIPT.headerValue()));
        headers.put(PartHeaders.RECEIPT, bytes(""));
        headers.put(PartHeaders.CONTENT_TYPE, bytes("application/json"));
        headers.put(PartHeaders.EVENTS, bytes("0"));
        return record(topic, offset, headers, content);
    }

    public static String receiptName(ExportId export, long offset) {
        return "_receipts/" + export.export() + "/" + offset + ".json";
    }

    public static SinkRecord part(String topic, ExportId export, long offset, byte[] content) {
        return record(topic, offset, headers(export, objectName(export, offset), content), content);
    }

    public static String objectName(ExportId export, long offset) {
        return "2026/03/04/" + export.tenant() + "-" + export.export() + "-" + offset + ".csv";
    }

    public static Map<String, Object> headers(ExportId export, String object, byte[] content) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(PartHeaders.TENANT, bytes(export.tenant()));
        headers.put(PartHeaders.EXPORT, bytes(export.export()));
        headers.put(PartHeaders.OBJECT, bytes(object));
        headers.put(PartHeaders.CONTENT_TYPE, bytes("text/csv"));
        headers.put(PartHeaders.SHA256, bytes(sha256(content)));
        headers.put(PartHeaders.WRITTEN_AT, bytes(WRITTEN_AT));
        headers.put(PartHeaders.KIND, bytes(PartKind.PART.headerValue()));
        headers.put(PartHeaders.WINDOW_START, bytes("2026-03-04T04:00:00Z"));
        headers.put(PartHeaders.WINDOW_END, bytes("2026-03-04T05:00:00Z"));
        headers.put(PartHeaders.EVENTS, bytes("12"));
        headers.put(PartHeaders.CONFIG_VERSION, bytes(VERSION));
        return headers;
    }

    public static SinkRecord record(String topic, long offset, Map<String, Object> headers, byte @Nullable [] value) {
        ConnectHeaders connectHeaders = new ConnectHeaders();
        headers.forEach((key, content) -> connectHeaders.add(key, content, null));
        return new SinkRecord(
                topic,
                0,
                Schema.OPTIONAL_BYTES_SCHEMA,
                null,
                Schema.OPTIONAL_BYTES_SCHEMA,
                value,
                offset,
                1_772_600_400_000L,
                TimestampType.CREATE_TIME,
                connectHeaders);
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
