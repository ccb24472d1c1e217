package dev.waybill.control.progress;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartHeaders;
import dev.waybill.window.Window;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What the headers of a part say. The part itself is not kept.
 *
 * @param timestamp of the record: the window's start on a dedicated topic, the broker's time on the shared one
 * @param bytes of the part
 * @param export whose part it is; empty if the headers name none
 * @param windowStart empty where a header is missing or no instant
 * @param writtenAt when it was emitted, by the clock of who did
 */
public record RecordGlance(
        long offset,
        Instant timestamp,
        int bytes,
        Optional<ExportId> export,
        Optional<Instant> windowStart,
        Optional<Instant> windowEnd,
        Optional<Instant> writtenAt) {
    /** @return empty for a record that is no part */
    static Optional<RecordGlance> of(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        return Optional.of(new RecordGlance(
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.value().length,
                export(record),
                instant(record, PartHeaders.WINDOW_START),
                instant(record, PartHeaders.WINDOW_END),
                instant(record, PartHeaders.WRITTEN_AT)));
    }

    /** The window that the part belongs to; empty where the headers do not say it. */
    public Optional<Window> window() {
        return windowStart.flatMap(start -> windowEnd.filter(start::isBefore).map(end -> new Window(start, end)));
    }

    /** When the part came into the topic, as well as it is known. */
    public Instant since() {
        return writtenAt.orElse(timestamp);
    }

    private static Optional<ExportId> export(ConsumerRecord<byte[], byte[]> record) {
        Optional<String> tenant = text(record, PartHeaders.TENANT).filter(ExportId::isValid);
        Optional<String> export = text(record, PartHeaders.EXPORT).filter(ExportId::isValid);
        return tenant.flatMap(owner -> export.map(id -> new ExportId(owner, id)));
    }

    private static Optional<Instant> instant(ConsumerRecord<byte[], byte[]> record, String header) {
        return text(record, header).flatMap(text -> {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<String> text(ConsumerRecord<byte[], byte[]> record, String header) {
        Header found = record.headers().lastHeader(header);
        return found == null || found.value() == null
                ? Optional.empty()
                : Optional.of(new String(found.value(), StandardCharsets.UTF_8));
    }
}
