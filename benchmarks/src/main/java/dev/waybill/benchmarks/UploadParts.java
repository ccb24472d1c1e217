package dev.waybill.benchmarks;

import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.contract.PartHeaders;
import dev.waybill.contract.PartKind;
import dev.waybill.contract.Sha256;
import dev.waybill.contract.Topics;
import dev.waybill.spec.ExportSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Parts for the sink, with the headers that the application writes. Their bytes are random: nothing makes them smaller, as those of
 * gzipped parts.
 *
 * @param exports whose parts they are, in turn
 * @param begin of their windows, which follow each other
 * @param size of each, bytes
 */
record UploadParts(List<ExportSpec> exports, Instant begin, int size) {
    private static final int BATCH = 256 * 1024;
    private static final int REQUEST = 32 * 1024 * 1024;
    private static final Duration WINDOW = Duration.ofMinutes(5);

    /** Writes so many to the delivery topic; returns when all are there. */
    void publish(String servers, long objects) {
        Map<String, Object> config = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ProducerConfig.BATCH_SIZE_CONFIG,
                BATCH,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                REQUEST);
        Random random = new Random(42);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            int partitions = producer.partitionsFor(Topics.SHARED_DELIVERY).size();
            for (int number = 0; number < objects; number++) {
                ExportSpec export = exports.get(number % exports.size());
                byte[] content = new byte[size];
                random.nextBytes(content);
                ProducerRecord<byte[], byte[]> part = new ProducerRecord<>(
                        Topics.SHARED_DELIVERY, Topics.partition(export.exportId(), partitions), null, content);
                describe(part.headers(), export, number / exports.size(), content);
                producer.send(part);
            }
        }
    }

    private void describe(Headers headers, ExportSpec export, int window, byte[] content) {
        Instant start = begin.plus(WINDOW.multipliedBy(window));
        String sha256 = Sha256.hex(content);
        add(headers, PartHeaders.TENANT, export.exportId().tenant());
        add(headers, PartHeaders.EXPORT, export.exportId().export());
        add(headers, PartHeaders.OBJECT, "downloads/%05d-%s.csv.gz".formatted(window, sha256.substring(0, 12)));
        add(headers, PartHeaders.CONTENT_TYPE, "application/gzip");
        add(headers, PartHeaders.KIND, PartKind.PART.headerValue());
        add(headers, PartHeaders.WINDOW_START, start.toString());
        add(headers, PartHeaders.WINDOW_END, start.plus(WINDOW).toString());
        add(headers, PartHeaders.PART, "0");
        add(headers, PartHeaders.EVENTS, "1");
        add(headers, PartHeaders.SHA256, sha256);
        add(headers, PartHeaders.CONFIG_VERSION, SpecVersion.of(export).id());
        add(headers, PartHeaders.WRITTEN_AT, Instant.now().toString());
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
