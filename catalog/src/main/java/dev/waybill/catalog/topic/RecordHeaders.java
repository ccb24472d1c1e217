package dev.waybill.catalog.topic;

import dev.waybill.catalog.plan.NewRecord;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/** What stands beside the value of a record, so that it can be told of a record that cannot be read. */
final class RecordHeaders {
    /** Nothing that the record changes takes effect before this instant. */
    private static final String NOT_BEFORE = "not-before";
    /** The id of the change that wrote it. */
    private static final String CHANGE = "change";

    private RecordHeaders() {}

    static List<Header> of(NewRecord record, String change) {
        RecordHeader id = new RecordHeader(CHANGE, bytes(change));
        return record.notBefore()
                .<List<Header>>map(instant -> List.of(id, new RecordHeader(NOT_BEFORE, bytes(instant.toString()))))
                .orElse(List.of(id));
    }

    static Optional<Instant> notBefore(Headers headers) {
        try {
            return text(headers, NOT_BEFORE).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static String change(Headers headers) {
        return text(headers, CHANGE).orElse("");
    }

    private static Optional<String> text(Headers headers, String name) {
        return Optional.ofNullable(headers.lastHeader(name))
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
