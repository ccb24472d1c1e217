package dev.waybill.kafka;

import dev.waybill.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final int LONGEST = 100;
    private static final Pattern PLACE = Pattern.compile("([a-z-]+)/([0-9]{1,9})/([0-9]{1,18})");

    /**
     * The origin of a record: the record itself, unless it stands in a topic of our own copies and its header names a place
     * in the topic that is copied there. In every other topic the header is a producer's, who may write anything.
     */
    static Origin of(RecordMetadata metadata, Headers headers) {
        return Topics.copiedTo(metadata.topic())
                .flatMap(input -> named(headers).filter(origin -> origin.topic().equals(input)))
                .orElseGet(() -> of(metadata));
    }

    /** The place of the record itself. */
    static Origin of(RecordMetadata metadata) {
        return new Origin(metadata.topic(), metadata.partition(), metadata.offset());
    }

    private static Optional<Origin> named(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null || header.value() == null || header.value().length > LONGEST) {
            return Optional.empty();
        }
        Matcher place = PLACE.matcher(new String(header.value(), StandardCharsets.UTF_8));
        return place.matches()
                ? Optional.of(
                        new Origin(place.group(1), Integer.parseInt(place.group(2)), Long.parseLong(place.group(3))))
                : Optional.empty();
    }

    Headers addTo(Headers headers) {
        String text = topic + "/" + partition + "/" + offset;
        return headers.add(HEADER, text.getBytes(StandardCharsets.UTF_8));
    }
}
