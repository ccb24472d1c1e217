package dev.waybill.control;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Records of export topics, as a cluster in memory holds them. */
public final class Parts {
    private Parts() {}

    /** A part of the window from 05:00 to 06:00, of ten bytes. */
    public static ProducerRecord<byte[], byte[]> of(ExportId export, TopicPartition partition, String writtenAt) {
        ProducerRecord<byte[], byte[]> part =
                new ProducerRecord<>(partition.topic(), partition.partition(), null, bytes("0123456789"));
        header(part, PartHeaders.TENANT, export.tenant());
        header(part, PartHeaders.EXPORT, export.export());
        header(part, PartHeaders.WINDOW_START, "2026-03-04T05:00:00Z");
        header(part, PartHeaders.WINDOW_END, "2026-03-04T06:00:00Z");
        header(part, PartHeaders.WRITTEN_AT, writtenAt);
        return part;
    }

    /** What {@code retry} writes: no part, and nothing to deliver. */
    public static ProducerRecord<byte[], byte[]> retryMark(TopicPartition partition) {
        return new ProducerRecord<>(partition.topic(), partition.partition(), bytes("retry"), null);
    }

    private static void header(ProducerRecord<byte[], byte[]> part, String name, String text) {
        part.headers().add(name, bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
