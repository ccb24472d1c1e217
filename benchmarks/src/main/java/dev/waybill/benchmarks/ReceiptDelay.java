package dev.waybill.benchmarks;

import dev.waybill.catalog.record.UnreadableRecordException;
import dev.waybill.contract.Topics;
import dev.waybill.ledger.LedgerJson;
import dev.waybill.ledger.PartitionPassed;
import dev.waybill.verify.receipt.ReceiptName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How long after the last source partition has passed a window's due time its receipt is in the bucket. */
final class ReceiptDelay {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    /** Per source partition: when it was known first that it has passed a time. */
    private final Map<Integer, TreeMap<Instant, Long>> passed = new HashMap<>();

    private ReceiptDelay() {}

    /** Reads the ledger to its end; each partition of it says the same of all source partitions. */
    static ReceiptDelay read(String bootstrapServers) {
        ReceiptDelay delay = new ReceiptDelay();
        TopicPartition first = new TopicPartition(Topics.LEDGER, 0);
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(first));
            consumer.seekToBeginning(List.of(first));
            long end =
                    Objects.requireNonNull(consumer.endOffsets(List.of(first)).get(first));
            while (consumer.position(first) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(delay::take);
            }
        }
        return delay;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (LedgerJson.read(record.value()).orElse(null) instanceof PartitionPassed entry) {
                passed.computeIfAbsent(entry.source().partition(), any -> new TreeMap<>())
                        .putIfAbsent(entry.through(), record.timestamp());
            }
        } catch (UnreadableRecordException e) {
            throw new IllegalStateException("the ledger of this run cannot be read", e);
        }
    }

    /**
     * For each receipt of a window in the buckets, milliseconds since all partitions had passed its due time.
     *
     * @param first the start of the first window that counts; those before it are stated all at once, when reading begins
     */
    long[] of(Path buckets, Instant first, Duration window, Duration slack, int partitions) throws IOException {
        List<Path> receipts;
        try (Stream<Path> files = Files.walk(buckets)) {
            receipts = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains(ReceiptName.FOLDER))
                    .collect(Collectors.toCollection(ArrayList::new));
        }
        List<Long> delays = new ArrayList<>();
        for (Path receipt : receipts) {
            String name = receipt.getFileName().toString();
            Instant start = LocalDateTime.parse(name.substring(0, name.indexOf('.')), NAME)
                    .toInstant(ZoneOffset.UTC);
            Optional<Long> all = allPassed(start.plus(window).plus(slack), partitions);
            if (all.isPresent() && !start.isBefore(first)) {
                delays.add(Files.getLastModifiedTime(receipt).toMillis() - all.get());
            }
        }
        return delays.stream().mapToLong(Long::longValue).toArray();
    }

    private Optional<Long> allPassed(Instant due, int partitions) {
        List<Optional<Long>> each = IntStream.range(0, partitions)
                .mapToObj(partition -> Optional.ofNullable(
                                passed.getOrDefault(partition, new TreeMap<>()).ceilingEntry(due))
                        .map(Map.Entry::getValue))
                .toList();
        return each.stream().allMatch(Optional::isPresent)
                ? each.stream().flatMap(Optional::stream).max(Long::compare)
                : Optional.empty();
    }
}
