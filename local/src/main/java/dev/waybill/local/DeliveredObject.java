package dev.waybill.local;

import dev.waybill.cloud.LocalException;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A part that was emitted, and the file it becomes when the sink has delivered it.
 *
 * @param exportId whose part
 * @param windowStart of its window
 * @param name of the object, below the destination's prefix
 * @param events how many it holds
 * @param bytes as stored
 * @param file where it lies once delivered
 */
record DeliveredObject(ExportId exportId, Instant windowStart, String name, int events, long bytes, Path file) {

    static ExportId exportOf(ConsumerRecord<byte[], byte[]> record) {
        return new ExportId(text(record, PartHeaders.TENANT), text(record, PartHeaders.EXPORT));
    }

    /** @param directory of the destination, its prefix included */
    static DeliveredObject of(ConsumerRecord<byte[], byte[]> record, Path directory) {
        String name = text(record, PartHeaders.OBJECT);
        return new DeliveredObject(
                exportOf(record),
                Instant.parse(text(record, PartHeaders.WINDOW_START)),
                name,
                Integer.parseInt(text(record, PartHeaders.EVENTS)),
                record.serializedValueSize(),
                directory.resolve(name));
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null) {
            throw new LocalException("a record of " + record.topic() + " has no header " + name);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
