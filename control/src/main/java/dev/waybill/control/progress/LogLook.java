package dev.waybill.control.progress;

import dev.waybill.clients.ReaderSettings;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks into logs without joining a group, and reads no more than it must. Its consumer reads committed records only and
 * resets to the earliest offset. Confined to one thread.
 */
public final class LogLook {
    /** How far it goes back, in offsets, for the newest part of an export: step by step. */
    static final List<Long> REACH = List.of(16L, 128L, 1024L);
    /** After so many bytes of one partition it gives up. */
    static final long MAX_BYTES = 64L << 20;

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final LongSupplier nanoTime;
    private final Duration patience;

    /**
     * @param consumer used, not closed
     * @param patience how long it waits while nothing comes
     */
    public LogLook(Consumer<byte[], byte[]> consumer, LongSupplier nanoTime, Duration patience) {
        this.consumer = consumer;
        this.nanoTime = nanoTime;
        this.patience = patience;
    }

    /**
     * The first part at or after an offset of each partition.
     *
     * @param from where to begin
     * @param extents of the same partitions
     * @return by partition, empty where there is none; without partitions that did not answer in time
     */
    public Map<TopicPartition, Optional<RecordGlance>> first(
            Map<TopicPartition, Long> from, Map<TopicPartition, Extent> extents) {
        Map<TopicPartition, Optional<RecordGlance>> found = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        from.forEach((partition, offset) -> {
            long end = extents.getOrDefault(partition, new Extent(0, 0)).end();
            if (offset >= end) {
                found.put(partition, Optional.empty());
            } else {
                ends.put(partition, end);
            }
        });
        Set<TopicPartition> unread = read(from, ends, record -> {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            Optional<RecordGlance> part = RecordGlance.of(record);
            if (part.isEmpty() || found.containsKey(partition)) {
                return part.isPresent();
            }
            found.put(partition, part);
            return true;
        });
        ends.keySet().stream()
                .filter(partition -> !unread.contains(partition))
                .forEach(partition -> found.putIfAbsent(partition, Optional.empty()));
        return found;
    }

    /**
     * The newest part of each export that live delivery has made, as far as it is near the end of its partition.
     *
     * @param wanted exports by the partition that holds their parts
     */
    public Map<ExportId, RecordGlance> newest(
            Map<TopicPartition, Set<ExportId>> wanted, Map<TopicPartition, Extent> extents) {
        Map<ExportId, RecordGlance> found = new HashMap<>();
        Map<TopicPartition, Long> bytes = new HashMap<>();
        Map<TopicPartition, Long> until = new HashMap<>();
        wanted.keySet()
                .forEach(partition -> until.put(
                        partition,
                        extents.getOrDefault(partition, new Extent(0, 0)).end()));
        for (long reach : REACH) {
            Map<TopicPartition, Long> from = new HashMap<>();
            Map<TopicPartition, Long> ends = new HashMap<>();
            until.forEach((partition, end) -> {
                Extent extent = extents.getOrDefault(partition, new Extent(0, 0));
                boolean complete = found.keySet().containsAll(wanted.getOrDefault(partition, Set.of()));
                if (!complete && end > extent.begin() && bytes.getOrDefault(partition, 0L) < MAX_BYTES) {
                    from.put(partition, Math.max(extent.begin(), extent.end() - reach));
                    ends.put(partition, end);
                }
            });
            Map<ExportId, RecordGlance> inThisStep = new HashMap<>();
            read(from, ends, record -> {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() >= ends.getOrDefault(partition, 0L)) {
                    return true;
                }
                RecordGlance.of(record).ifPresent(part -> {
                    bytes.merge(partition, (long) part.bytes(), Long::sum);
                    part.export()
                            .filter(export -> !isReplayed(record))
                            .filter(export ->
                                    wanted.getOrDefault(partition, Set.of()).contains(export))
                            .filter(export -> !isReceipt(record))
                            .ifPresent(export -> inThisStep.put(export, part));
                });
                return false;
            });
            // What is nearer to the end was read before.
            inThisStep.forEach(found::putIfAbsent);
            until.putAll(from);
        }
        return found;
    }

    /**
     * All parts of an export in a piece of a partition.
     *
     * @return empty if it could not be read in time
     */
    public Optional<List<RecordGlance>> parts(TopicPartition partition, long from, long end, ExportId export) {
        List<RecordGlance> parts = new ArrayList<>();
        boolean whole = all(
                Map.of(partition, from),
                Map.of(partition, end),
                record -> RecordGlance.of(record)
                        .filter(part -> part.export().filter(export::equals).isPresent())
                        .ifPresent(parts::add));
        return whole ? Optional.of(parts) : Optional.empty();
    }

    /**
     * Every record of these pieces of partitions; whether all of them were read in time.
     *
     * @param from where each begins
     * @param ends where each ends
     */
    public boolean all(
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> ends,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        Map<TopicPartition, Long> open = new HashMap<>(ends);
        open.keySet().removeIf(partition -> from.getOrDefault(partition, 0L) >= ends.getOrDefault(partition, 0L));
        return read(from, open, record -> {
                    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                    if (record.offset() < ends.getOrDefault(partition, 0L)) {
                        taker.accept(record);
                    }
                    return false;
                })
                .isEmpty();
    }

    /** A replay delivers windows of any time, beside live delivery. */
    private static boolean isReplayed(ConsumerRecord<byte[], byte[]> record) {
        return record.headers().lastHeader(PartHeaders.REPLAY) != null;
    }

    /** Takes the next record of a partition. */
    interface Taker {
        /** @return whether enough of its partition is read */
        boolean take(ConsumerRecord<byte[], byte[]> record);
    }

    /** Reads each partition up to its end, or until enough is read; gives those that did not get so far in time. */
    Set<TopicPartition> read(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends, Taker taker) {
        Set<TopicPartition> open = new HashSet<>(ends.keySet());
        assign(open);
        open.forEach(partition -> consumer.seek(partition, from.getOrDefault(partition, 0L)));
        long heard = nanoTime.getAsLong();
        while (!open.isEmpty()) {
            Set<TopicPartition> done = new HashSet<>();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                heard = nanoTime.getAsLong();
                if (taker.take(record)) {
                    done.add(new TopicPartition(record.topic(), record.partition()));
                }
            }
            open.stream()
                    .filter(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L))
                    .forEach(done::add);
            if (!done.isEmpty()) {
                heard = nanoTime.getAsLong();
                open.removeAll(done);
                assign(open);
            } else if (nanoTime.getAsLong() - heard >= patience.toNanos()) {
                break;
            }
        }
        return open;
    }

    /** Partitions that stay keep their positions. */
    private void assign(Collection<TopicPartition> partitions) {
        consumer.assign(new ArrayList<>(partitions));
    }

    /** Not a part, though the sink delivers it like one. */
    private static boolean isReceipt(ConsumerRecord<byte[], byte[]> record) {
        return record.headers().lastHeader(PartHeaders.RECEIPT) != null;
    }

    /** Settings of a consumer for this, over those of any client. */
    public static Map<String, Object> settings(Map<String, Object> client) {
        Map<String, Object> settings = ReaderSettings.of(client);
        settings.put("auto.offset.reset", "earliest");
        // Parts are large, and of most only the headers count.
        settings.put("max.poll.records", "16");
        settings.put("max.partition.fetch.bytes", "65536");
        settings.put("fetch.max.wait.ms", "100");
        return settings;
    }
}
