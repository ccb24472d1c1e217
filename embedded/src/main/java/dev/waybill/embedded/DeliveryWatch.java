package dev.waybill.embedded;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.spec.Destination;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.FileDestination;
import dev.waybill.spec.S3Destination;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Watches the export topics and the tenants' buckets until everything that is due lies in the buckets. */
final class DeliveryWatch {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<ExportId, Path> directories = new HashMap<>();
    private final List<String> topics;
    /** By file: a part that is emitted again after a crash has the same name and the same bytes. */
    private final Map<Path, DeliveredObject> emitted = new LinkedHashMap<>();

    private final Map<Path, DeliveredObject> delivered = new LinkedHashMap<>();

    /**
     * @param exports whose parts count
     * @param buckets the folder of the local store
     */
    DeliveryWatch(List<ExportSpec> exports, Path buckets) {
        exports.forEach(export -> directories.put(export.exportId(), directory(export.destination(), buckets)));
        this.topics =
                List.copyOf(new TreeSet<>(exports.stream().map(Topics::delivery).toList()));
    }

    private static Path directory(Destination destination, Path buckets) {
        Path base = destination instanceof S3Destination s3
                ? buckets.resolve(s3.bucket())
                : ((FileDestination) destination).directory();
        return base.resolve(destination.prefix());
    }

    /** How far the delivery is; the counts are of events that are due. */
    record Progress(long events, long due, int objects) {}

    /**
     * Waits until all events that are due are delivered.
     *
     * @param due events per export and window's start
     * @param patience how long nothing may happen before we give up
     * @return every object delivered, those of windows that are not in {@code due} included
     * @throws EmbeddedException if nothing happens for too long
     */
    List<DeliveredObject> await(
            String bootstrapServers,
            Map<ExportId, Map<Instant, Integer>> due,
            Duration patience,
            Consumer<Progress> listener) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long quietSince = System.nanoTime();
            Progress last = new Progress(-1, 0, 0);
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    add(record);
                }
                moveDelivered();
                Progress progress = progress(due);
                if (!progress.equals(last)) {
                    listener.accept(progress);
                    quietSince = System.nanoTime();
                    last = progress;
                }
                if (progress.events() >= progress.due()) {
                    return List.copyOf(delivered.values());
                }
                if (System.nanoTime() - quietSince > patience.toNanos()) {
                    throw new EmbeddedException("nothing was delivered for " + patience.toSeconds() + " s, with "
                            + progress.events() + " of " + progress.due() + " events in the buckets");
                }
            }
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            consumer.partitionsFor(topic)
                    .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
        }
        return partitions;
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            // Asks the sink for a retry.
            return;
        }
        Path directory = directories.get(DeliveredObject.exportOf(record));
        if (directory != null) {
            DeliveredObject object = DeliveredObject.of(record, directory);
            if (!delivered.containsKey(object.file())) {
                emitted.put(object.file(), object);
            }
        }
    }

    private void moveDelivered() {
        emitted.values().removeIf(object -> {
            if (!isDelivered(object)) {
                return false;
            }
            delivered.put(object.file(), object);
            return true;
        });
    }

    private static boolean isDelivered(DeliveredObject object) {
        try {
            return Files.exists(object.file()) && Files.size(object.file()) == object.bytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + object.file(), e);
        }
    }

    /** A window counts up to what is due of it, so that more in one cannot hide less in another. */
    private Progress progress(Map<ExportId, Map<Instant, Integer>> due) {
        Map<ExportId, Map<Instant, Integer>> counts = new HashMap<>();
        for (DeliveredObject object : delivered.values()) {
            counts.computeIfAbsent(object.exportId(), id -> new HashMap<>())
                    .merge(object.windowStart(), object.events(), Integer::sum);
        }
        long events = 0;
        long total = 0;
        for (var export : due.entrySet()) {
            Map<Instant, Integer> counted = counts.getOrDefault(export.getKey(), Map.of());
            for (var window : export.getValue().entrySet()) {
                total += window.getValue();
                events += Math.min(window.getValue(), counted.getOrDefault(window.getKey(), 0));
            }
        }
        return new Progress(events, total, delivered.size());
    }
}
