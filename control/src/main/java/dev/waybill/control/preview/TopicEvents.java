package dev.waybill.control.preview;

import dev.waybill.clients.ReaderSettings;
import dev.waybill.contract.ClusterException;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The newest events of the input topics. Reads backwards from the ends in pieces, so that of a tenant with few events it finds
 * some all the same. Joins no group and commits nothing: it needs to read the topics, and nothing else.
 */
public final class TopicEvents implements RecentEvents {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long FIRST_PIECE = 2_000;
    private static final long LARGEST_PIECE = 20_000;

    private final Consumer<byte[], byte[]> consumer;
    private final int tenants;
    private final Clock clock;

    /**
     * @param consumer without a group, that reads committed records only; used, not closed
     * @param tenants whose events are asked for, how many
     */
    public TopicEvents(Consumer<byte[], byte[]> consumer, int tenants, Clock clock) {
        this.consumer = consumer;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Settings of such a consumer, over those of any client. */
    public static Map<String, Object> settings(Map<String, Object> client) {
        Map<String, Object> settings = ReaderSettings.of(client);
        settings.put("auto.offset.reset", "earliest");
        settings.put("max.poll.records", "500");
        return settings;
    }

    @Override
    public Read read(Source source, Sieve sieve, PreviewBounds bounds, BooleanSupplier cancelled) {
        try {
            return new Reading(sieve, bounds, cancelled).read(Topics.input(source));
        } catch (KafkaException e) {
            throw new ClusterException("cannot read the topic " + Topics.input(source) + ": " + e.getMessage(), e);
        }
    }

    /** One reading; its pieces go back from the end. */
    private final class Reading {
        private final Sieve sieve;
        private final PreviewBounds bounds;
        private final BooleanSupplier cancelled;
        private final Newest newest;
        private final long deadline;
        private long records;

        Reading(Sieve sieve, PreviewBounds bounds, BooleanSupplier cancelled) {
            this.sieve = sieve;
            this.bounds = bounds;
            this.cancelled = cancelled;
            this.newest = Newest.byArrival(bounds);
            this.deadline = clock.millis() + bounds.time().toMillis();
        }

        Read read(String topic) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            // Asked about partitions that it does not have, a consumer warns of each answer.
            consumer.assign(partitions);
            Map<TopicPartition, Long> until = new HashMap<>(consumer.endOffsets(partitions));
            Map<TopicPartition, Long> begin = begin(partitions, until);
            long piece = FIRST_PIECE;
            while (!isEnough() && until.keySet().stream().anyMatch(partition -> isLeft(partition, begin, until))) {
                Map<TopicPartition, Long> from = new HashMap<>();
                for (TopicPartition partition : partitions) {
                    if (isLeft(partition, begin, until)) {
                        from.put(partition, Math.max(offset(begin, partition), offset(until, partition) - piece));
                    }
                }
                readPiece(from, until);
                until.putAll(from);
                piece = Math.min(LARGEST_PIECE, piece * 2);
            }
            List<SourceEvent> events = new ArrayList<>(newest.oldestFirst());
            events.sort(Comparator.comparingInt(SourceEvent::partition).thenComparingLong(SourceEvent::offset));
            return new Read(events, records, notes());
        }

        private Map<TopicPartition, Long> begin(List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
            Map<TopicPartition, Long> begin = new HashMap<>(consumer.beginningOffsets(partitions));
            bounds.since().ifPresent(since -> {
                Map<TopicPartition, Long> times = new HashMap<>();
                partitions.forEach(partition ->
                        times.put(partition, clock.instant().minus(since).toEpochMilli()));
                Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
                partitions.forEach(partition -> {
                    OffsetAndTimestamp first = found.get(partition);
                    begin.put(partition, first == null ? offset(ends, partition) : first.offset());
                });
            });
            return begin;
        }

        private static boolean isLeft(
                TopicPartition partition, Map<TopicPartition, Long> begin, Map<TopicPartition, Long> until) {
            return offset(until, partition) > offset(begin, partition);
        }

        private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
            return offsets.getOrDefault(partition, 0L);
        }

        private boolean isEnough() {
            return newest.isFull(tenants) || records >= bounds.records() || isOver();
        }

        private boolean isOver() {
            return cancelled.getAsBoolean() || clock.millis() >= deadline;
        }

        private void readPiece(Map<TopicPartition, Long> from, Map<TopicPartition, Long> until) {
            Set<TopicPartition> open = new HashSet<>(from.keySet());
            consumer.assign(open);
            from.forEach(consumer::seek);
            while (!open.isEmpty() && !isOver()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                    if (record.offset() < offset(until, partition)) {
                        take(record);
                    }
                }
                open.removeIf(partition -> consumer.position(partition) >= offset(until, partition));
                consumer.assign(new ArrayList<>(open));
            }
        }

        private void take(ConsumerRecord<byte[], byte[]> record) {
            records++;
            byte[] value = record.value() == null ? new byte[0] : record.value();
            sieve.sift(value)
                    .ifPresent(sifted -> newest.add(
                            new SourceEvent(record.partition(), record.offset(), record.timestamp(), value), sifted));
        }

        private List<String> notes() {
            List<String> notes = new ArrayList<>();
            if (newest.isShortOfMemory()) {
                notes.add("fewer events than asked for: they are too large together");
            } else if (!newest.isFull(tenants) && records >= bounds.records()) {
                notes.add("ended after " + records + " records: older ones were not read");
            } else if (!newest.isFull(tenants) && isOver()) {
                notes.add("ended before everything was read: stopped, or it took longer than " + bounds.time());
            }
            return notes;
        }
    }
}
