package dev.waybill.benchmarks;

import dev.waybill.contract.PartHeaders;
import dev.waybill.contract.Sha256;
import dev.waybill.contract.Topics;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The rows that a variant has delivered, by tenant and start of the window: how many, and a sum over them that does not depend
 * on their order. Two variants with the same sums have delivered the same rows.
 */
final class RowSums {
    private static final String GZIPPED = ".gz";

    private final Map<String, Sum> sums = new TreeMap<>();
    private final MessageDigest sha256 = Sha256.digest();

    /** The halves of a sum over hashes, each modulo 2^64. */
    private record Sum(long rows, long first, long second) {
        static final Sum NONE = new Sum(0, 0, 0);
    }

    private RowSums() {}

    /** Those of the parts that Waybill emitted, with gzip or without; each part once, as an object is. */
    static RowSums ofParts(String bootstrap, boolean gzipped) throws IOException {
        RowSums rows = new RowSums();
        Set<String> objects = new HashSet<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            consumer.partitionsFor(Topics.SHARED_DELIVERY)
                    .forEach(found -> partitions.add(new TopicPartition(found.topic(), found.partition())));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                for (ConsumerRecord<byte[], byte[]> part : consumer.poll(Duration.ofMillis(200))) {
                    String object = header(part, PartHeaders.OBJECT);
                    if (part.headers().lastHeader(PartHeaders.RECEIPT) == null
                            && object.endsWith(GZIPPED) == gzipped
                            && objects.add(header(part, PartHeaders.TENANT) + "/" + object)) {
                        String window = header(part, PartHeaders.TENANT) + "/"
                                + Instant.parse(header(part, PartHeaders.WINDOW_START))
                                        .toEpochMilli();
                        rows.add(window, new ByteArrayInputStream(part.value()), gzipped, 1);
                    }
                }
            }
        }
        return rows;
    }

    /** Those of the files below a folder with a folder for each tenant and start of a window; hidden ones are not finished. */
    static RowSums ofFiles(Path folder) throws IOException {
        RowSums rows = new RowSums();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (!name.startsWith(".")) {
                    try (InputStream bytes = Files.newInputStream(file)) {
                        String window = String.valueOf(folder.relativize(file).getParent());
                        rows.add(window, bytes, name.endsWith(GZIPPED), 0);
                    }
                }
            }
        }
        return rows;
    }

    private static String header(ConsumerRecord<byte[], byte[]> part, String name) {
        return new String(part.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** @param headers how many lines come before the rows */
    private void add(String window, InputStream bytes, boolean gzipped, int headers) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(gzipped ? new GZIPInputStream(bytes) : bytes, StandardCharsets.ISO_8859_1))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (number++ >= headers) {
                    add(window, line);
                }
            }
        }
    }

    private void add(String window, String line) {
        ByteBuffer hash = ByteBuffer.wrap(sha256.digest(line.getBytes(StandardCharsets.ISO_8859_1)));
        Sum sum = sums.getOrDefault(window, Sum.NONE);
        sums.put(window, new Sum(sum.rows() + 1, sum.first() + hash.getLong(), sum.second() + hash.getLong()));
    }

    /**
     * Prints that this is all that was published, and the same as other rows.
     *
     * @throws IllegalStateException if it is not
     */
    void requireSame(String name, RowSums other, long published) {
        long rows = sums.values().stream().mapToLong(Sum::rows).sum();
        if (rows != published) {
            throw new IllegalStateException(name + " has delivered " + rows + " rows of " + published);
        }
        for (Map.Entry<String, Sum> window : sums.entrySet()) {
            Sum theirs = other.sums.get(window.getKey());
            if (!window.getValue().equals(theirs)) {
                throw new IllegalStateException("window " + window.getKey() + ": " + name + " has delivered "
                        + window.getValue() + ", we " + theirs);
            }
        }
        System.out.printf("same %s: %d rows in %d windows, each as ours%n", name, rows, sums.size());
    }
}
