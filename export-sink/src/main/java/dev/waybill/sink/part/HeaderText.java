package dev.waybill.sink.part;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Headers as text: UTF-8 bytes, or what a converter has made a string of; nothing else is guessed at. */
final class HeaderText {
    private HeaderText() {}

    /**
     * The text of the header with this name.
     *
     * @throws RefusedRecordException unless there is exactly one, and it is text
     */
    static String of(SinkRecord record, String name) throws RefusedRecordException {
        Object value = only(record, name).value();
        if (value == null) {
            throw missing(name);
        }
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

    private static Header only(SinkRecord record, String name) throws RefusedRecordException {
        @Nullable Header found = null;
        for (Header header : record.headers()) {
            if (header.key().equals(name)) {
                if (found != null) {
                    throw new RefusedRecordException("the header " + name + " stands there twice");
                }
                found = header;
            }
        }
        if (found == null) {
            throw missing(name);
        }
        return found;
    }

    private static RefusedRecordException missing(String name) {
        return new RefusedRecordException("the header " + name + " is missing");
    }

    private static String utf8(String name, ByteBuffer bytes) throws RefusedRecordException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new RefusedRecordException("the header " + name + " is not UTF-8");
        }
    }
}
