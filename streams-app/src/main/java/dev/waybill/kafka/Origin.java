package dev.waybill.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Where the producer's record stands.
 *
 * @param topic the input topic
 * @param partition its partition
 * @param offset the offset there
 */
record Origin(String topic, int partition, long offset) {
    /** The header of a copied record that names the original: {@code topic/partition/offset}, UTF-8. */
    private static final String HEADER = "waybill-origin";

    /** The origin of a record: what its header says, else the record itself. */
    static Origin of(RecordMetadata metadata, Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null || header.value() == null) {
            return new Origin(metadata.topic(), metadata.partition(), metadata.offset());
        }
        String[] parts = new String(header.value(), StandardCharsets.UTF_8).split("/");
        return new Origin(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
    }

    Headers addTo(Headers headers) {
        String text = topic + "/" + partition + "/" + offset;
        return headers.add(HEADER, text.getBytes(StandardCharsets.UTF_8));
    }
}
