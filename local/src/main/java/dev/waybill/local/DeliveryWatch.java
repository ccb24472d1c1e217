package dev.waybill.local;

import dev.waybill.cloud.LocalException;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartHeaders;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.Destination;
import dev.waybill.spec.destination.FileDestination;
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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Watches the export topics and the tenants' buckets until everything that is due is delivered: it lies in a bucket, or the
 * sink has delivered it at some time and it was moved, or taken away, since.
 */
final class DeliveryWatch {
    private static final Duration POLL = Duration.ofMillis(100);
    /** A destination that is held back keeps the sink from committing what it shares a partition with. */
    private static final Duration COMMIT_PATIENCE = Duration.ofSeconds(10);

    private static final int SHOWN_EXPORTS = 10;

    private final Map<ExportId, Path> directories = new HashMap<>();
    private final List<String> topics;
    /** By file: a part that is emitted again after a crash has the same name and the same bytes. */
    private final Map<Path, Emitted> emitted = new LinkedHashMap<>();

    private final Map<Path, DeliveredObject> there = new LinkedHashMap<>();
    private final Map<Path, DeliveredObject> gone = new LinkedHashMap<>();
    /** By partition: the offset of the last part that lies in a bucket. */
    private final Map<TopicPartition, Long> lastThere = new HashMap<>();

    private final SinkProgress sink;

    private record Emitted(DeliveredObject object, TopicPartition partition, long offset) {}

    /**
     * What was delivered.
     *
     * @param there objects that lie in the buckets, where the exports go now
     * @param gone others, delivered to another place or taken away since
     */
    record Delivered(List<DeliveredObject> there, List<DeliveredObject> gone) {
        Delivered {
            there = List.copyOf(there);
            gone = List.copyOf(gone);
        }
    }

    /**
     * @param exports whose parts count
     * @param buckets the folder of the local store
     */
    DeliveryWatch(List<ExportSpec> exports, Path buckets, SinkProgress sink) {
        this.sink = sink;
        exports.forEach(export -> directories.put(export.exportId(), directory(export.destination(), buckets)));
        this.topics = List.copyOf(
                new TreeSet<>(exports.stream().map(ExportSpec::topic).toList()));
    }

    private static Path directory(Destination destination, Path buckets) {
        Path base = destination.choose(s3 -> buckets.resolve(s3.bucket()), FileDestination::directory);
        return base.resolve(destination.prefix());
    }

    /** How far the delivery is; the counts are of events that are due. */
    record Progress(long events, long due, int objects) {}

    /**
     * Waits until all events that are due are delivered, and for a while until the sink has committed that they are: what it
     * has not committed it delivers again at the next start.
     *
     * @param due events per export and window's start
     * @param patience how long nothing may happen before we give up
     * @return every object delivered, those of windows that are not in {@code due} included
     * @throws LocalException if nothing happens for too long; it says of which exports how much is missing
     */
    Delivered await(
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
                if (progress.events() >= progress.due() && (isCommitted() || isOver(COMMIT_PATIENCE, quietSince))) {
                    return new Delivered(List.copyOf(there.values()), List.copyOf(gone.values()));
                }
                if (isOver(patience, quietSince)) {
                    throw new LocalException("nothing was delivered for " + patience.toSeconds() + " s, with "
                            + progress.events() + " of " + progress.due() + " events delivered; missing are "
                            + missing(due));
                }
            }
        }
    }

    private static boolean isOver(Duration patience, long sinceNanos) {
        return System.nanoTime() - sinceNanos > patience.toNanos();
    }

    private boolean isCommitted() {
        return lastThere.entrySet().stream().allMatch(last -> sink.isPast(last.getKey(), last.getValue()));
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
        if (record.value() == null || record.headers().lastHeader(PartHeaders.RECEIPT) != null) {
            // Asks the sink for a retry, or is about parts and none itself.
            return;
        }
        Path directory = directories.get(DeliveredObject.exportOf(record));
        if (directory != null) {
            DeliveredObject object = DeliveredObject.of(record, directory);
            if (!there.containsKey(object.file())) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                emitted.put(object.file(), new Emitted(object, partition, record.offset()));
            }
        }
    }

    private void moveDelivered() {
        emitted.values().removeIf(part -> {
            if (isThere(part.object())) {
                there.put(part.object().file(), part.object());
                lastThere.merge(part.partition(), part.offset(), Math::max);
                gone.remove(part.object().file());
                return true;
            }
            if (sink.isPast(part.partition(), part.offset())) {
                gone.put(part.object().file(), part.object());
                return true;
            }
            return false;
        });
    }

    private static boolean isThere(DeliveredObject object) {
        try {
            return Files.exists(object.file()) && Files.size(object.file()) == object.bytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + object.file(), e);
        }
    }

    private Progress progress(Map<ExportId, Map<Instant, Integer>> due) {
        long total = 0;
        long missing = 0;
        for (Map<Instant, Integer> windows : due.values()) {
            total += windows.values().stream().mapToInt(Integer::intValue).sum();
        }
        for (int events : missingByExport(due).values()) {
            missing += events;
        }
        return new Progress(total - missing, total, there.size() + gone.size());
    }

    /** A window counts up to what is due of it, so that more in one cannot hide less in another. */
    private Map<ExportId, Integer> missingByExport(Map<ExportId, Map<Instant, Integer>> due) {
        Map<ExportId, Map<Instant, Integer>> counts = new HashMap<>();
        Stream.concat(there.values().stream(), gone.values().stream())
                .forEach(object -> counts.computeIfAbsent(object.exportId(), id -> new HashMap<>())
                        .merge(object.windowStart(), object.events(), Integer::sum));
        Map<ExportId, Integer> missing = new TreeMap<>();
        due.forEach((id, windows) -> {
            Map<Instant, Integer> counted = counts.getOrDefault(id, Map.of());
            int events = windows.entrySet().stream()
                    .mapToInt(window -> Math.max(0, window.getValue() - counted.getOrDefault(window.getKey(), 0)))
                    .sum();
            if (events > 0) {
                missing.put(id, events);
            }
        });
        return missing;
    }

    private String missing(Map<ExportId, Map<Instant, Integer>> due) {
        Map<ExportId, Integer> missing = missingByExport(due);
        String more =
                missing.size() > SHOWN_EXPORTS ? " and of " + (missing.size() - SHOWN_EXPORTS) + " more exports" : "";
        return missing.entrySet().stream()
                .limit(SHOWN_EXPORTS)
                .map(export -> export.getValue() + " of " + export.getKey())
                .collect(Collectors.joining(", ", "", more));
    }
}
