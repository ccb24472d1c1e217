package dev.waybill.sink.part;

import static dev.waybill.contract.PartHeaders.CONTENT_TYPE;
import static dev.waybill.contract.PartHeaders.EXPORT;
import static dev.waybill.contract.PartHeaders.KIND;
import static dev.waybill.contract.PartHeaders.OBJECT;
import static dev.waybill.contract.PartHeaders.SHA256;
import static dev.waybill.contract.PartHeaders.TENANT;
import static dev.waybill.contract.PartHeaders.WRITTEN_AT;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.RetryMark;
import dev.waybill.contract.Topics;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Reads records of export topics. What it returns is safe to write below the export's prefix, and nowhere else. */
public final class PartReader {
    private static final Pattern SHA256_HEX = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127}(; ?[A-Za-z0-9=_.\" -]{1,100})*");

    private PartReader() {}

    /**
     * Whose record it is.
     *
     * @throws RefusedRecordException when the headers do not say, or contradict the topic
     */
    public static ExportId export(SinkRecord record) throws RefusedRecordException {
        String tenant = text(record, TENANT);
        String export = text(record, EXPORT);
        if (!ExportId.isValid(tenant) || !ExportId.isValid(export)) {
            throw new RefusedRecordException("the headers tenant and export do not hold valid ids");
        }
        ExportId id = new ExportId(tenant, export);
        String topic = record.originalTopic();
        if (!topic.equals(Topics.SHARED_DELIVERY)
                && !topic.equals(Topics.dedicated(id))
                && !topic.equals(Topics.parked(id))) {
            throw new RefusedRecordException(
                    "the headers say " + id + ", which is not the export that the topic " + topic + " belongs to");
        }
        return id;
    }

    /** Reads the part; the content is shared with the record, not copied. */
    public static Part part(ExportId export, SinkRecord record) throws RefusedRecordException {
        String object = text(record, OBJECT);
        ObjectName.requireRelative(object);
        String contentType = text(record, CONTENT_TYPE);
        if (!MEDIA_TYPE.matcher(contentType).matches()) {
            throw new RefusedRecordException("the header content-type is not a media type");
        }
        String sha256 = text(record, SHA256);
        if (!SHA256_HEX.matcher(sha256).matches()) {
            throw new RefusedRecordException("the header sha256 is not 64 lower-case hex digits");
        }
        if (!(record.value() instanceof byte[] content)) {
            throw new RefusedRecordException(
                    record.value() == null
                            ? "the record has no value"
                            : "the value is not bytes; set value.converter="
                                    + "org.apache.kafka.connect.converters.ByteArrayConverter");
        }
        return new Part(export, object, contentType, sha256, content);
    }

    /** When the record was written to its topic, as its writer says; empty if nobody says so. */
    public static Optional<Instant> writtenAt(SinkRecord record) {
        try {
            return Optional.of(Instant.parse(text(record, WRITTEN_AT)));
        } catch (RefusedRecordException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether the record is no part, but asks that the next one of its export be tried without further waiting. */
    public static boolean asksForRetry(SinkRecord record) {
        try {
            return record.value() == null && text(record, KIND).equals(RetryMark.KIND);
        } catch (RefusedRecordException e) {
            return false;
        }
    }

    /** The record's size in memory, roughly: the length of its value. */
    public static int size(SinkRecord record) {
        return record.value() instanceof byte[] content ? content.length : 0;
    }

    private static String text(SinkRecord record, String name) throws RefusedRecordException {
        @Nullable Header header = null;
        for (Header candidate : record.headers()) {
            if (candidate.key().equals(name)) {
                if (header != null) {
                    throw new RefusedRecordException("the header " + name + " stands there twice");
                }
                header = candidate;
            }
        }
        if (header == null || header.value() == null) {
            throw new RefusedRecordException("the header " + name + " is missing");
        }
        Object value = header.value();
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof byte[] bytes) {
            return utf8(name, ByteBuffer.wrap(bytes));
        }
        if (value instanceof ByteBuffer buffer) {
            return utf8(name, buffer.duplicate());
        }
        throw new RefusedRecordException("the header " + name + " was converted to "
                + value.getClass().getSimpleName()
                + "; set header.converter=org.apache.kafka.connect.converters.ByteArrayConverter");
    }

    private static String utf8(String name, ByteBuffer bytes) throws RefusedRecordException {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return text.toString();
        } catch (CharacterCodingException e) {
            throw new RefusedRecordException("the header " + name + " is not UTF-8");
        }
    }
}
