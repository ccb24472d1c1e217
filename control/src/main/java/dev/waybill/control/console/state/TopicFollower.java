package dev.waybill.control.console.state;

import dev.waybill.contract.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the ledger and the deliveries of the last 30 days, and goes on reading. Rounds are made one after another, on one
 * thread; what is known may be asked for on any.
 */
final class TopicFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final List<String> TOPICS = List.of(Topics.LEDGER, Topics.DELIVERIES);
    private static final Duration POLL = Duration.ofMillis(200);
    /** How many fetches a round makes at most. */
    private static final int FETCHES = 50;

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Supplier<FollowedState> fresh;
    private final Clock clock;
    private final Map<TopicPartition, Long> taken = new HashMap<>();
    private final Map<String, Instant> known = new ConcurrentHashMap<>();

    private volatile FollowedState state;
    private volatile Optional<String> trouble = Optional.of("the ledger and the deliveries have not been read yet");

    private @Nullable Consumer<byte[], byte[]> consumer;
    private LogMerge merge = new LogMerge(List.of());

    /**
     * A follower that has read nothing.
     *
     * @param consumers makes one in no group that reads committed records only and resets to no offset
     * @param fresh makes a state that knows nothing
     */
    TopicFollower(Supplier<Consumer<byte[], byte[]>> consumers, Supplier<FollowedState> fresh, Clock clock) {
        this.consumers = consumers;
        this.fresh = fresh;
        this.clock = clock;
        this.state = fresh.get();
    }

    /** What is known now. Another object after the topics had to be read again from their beginning. */
    FollowedState state() {
        return state;
    }

    /** By topic, the time of this machine's clock up to which everything that was written is known. */
    Map<String, Instant> knownUpTo() {
        return Map.copyOf(known);
    }

    /** Why nothing new is learned; empty after a round that was made. */
    Optional<String> trouble() {
        return trouble;
    }

    /** Reads on for a moment; answers whether everything that was there when the round began is known. */
    boolean round() {
        try {
            boolean whole = read();
            report(Optional.empty());
            return whole;
        } catch (InvalidOffsetException e) {
            LOG.warn(
                    "The ledger or the deliveries were cut off or made anew; they are read again from their beginning");
            reset();
            taken.clear();
            known.clear();
            state = fresh.get();
        } catch (KafkaException e) {
            reset();
            report(Optional.of("the ledger and the deliveries cannot be read: " + e.getMessage()));
        }
        return false;
    }

    private boolean read() {
        Consumer<byte[], byte[]> reader = consumer == null ? open() : consumer;
        Set<TopicPartition> all = reader.assignment();
        if (all.isEmpty()) {
            return true;
        }
        Instant k = clock.instant();
        Map<TopicPartition, Long> ends = reader.endOffsets(all);
        Set<TopicPartition> ended = ended(reader, ends);
        for (int i = 0; i < FETCHES && (i == 0 || ended.size() < all.size()); i++) {
            reader.poll(POLL).forEach(merge::add);
            ended = ended(reader, ends);
            take(ended);
            Set<TopicPartition> full = merge.full();
            reader.pause(full);
            Set<TopicPartition> hungry = new HashSet<>(all);
            hungry.removeAll(full);
            reader.resume(hungry);
        }
        Set<TopicPartition> reached = ended;
        for (String topic : TOPICS) {
            List<TopicPartition> own = all.stream()
                    .filter(partition -> partition.topic().equals(topic))
                    .toList();
            if (!own.isEmpty() && reached.containsAll(own) && merge.isEmpty(own)) {
                known.put(topic, k);
            }
        }
        return reached.containsAll(all) && merge.isEmpty(all);
    }

    private static Set<TopicPartition> ended(Consumer<byte[], byte[]> reader, Map<TopicPartition, Long> ends) {
        Set<TopicPartition> ended = new HashSet<>();
        ends.forEach((partition, end) -> {
            if (reader.position(partition) >= end) {
                ended.add(partition);
            }
        });
        return ended;
    }

    private void take(Set<TopicPartition> ended) {
        FollowedState of = state;
        for (Optional<ConsumerRecord<byte[], byte[]>> next = merge.next(ended);
                next.isPresent();
                next = merge.next(ended)) {
            ConsumerRecord<byte[], byte[]> record = next.get();
            of.take(record);
            taken.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        }
    }

    /** Looks for topics that were not there before. */
    void lookForTopics() {
        Consumer<byte[], byte[]> reader = consumer;
        if (reader == null) {
            return;
        }
        Set<TopicPartition> there = new HashSet<>(partitions(reader));
        if (!there.equals(reader.assignment())) {
            reset();
        }
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> reader) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : TOPICS) {
            for (PartitionInfo info : reader.partitionsFor(topic)) {
                partitions.add(new TopicPartition(topic, info.partition()));
            }
        }
        return partitions;
    }

    private Consumer<byte[], byte[]> open() {
        Consumer<byte[], byte[]> reader = consumers.get();
        consumer = reader;
        List<TopicPartition> partitions = partitions(reader);
        merge = new LogMerge(partitions);
        reader.assign(partitions);
        Set<TopicPartition> begun = new HashSet<>(partitions);
        begun.removeAll(taken.keySet());
        begin(reader, begun);
        taken.forEach((partition, offset) -> {
            if (partitions.contains(partition)) {
                reader.seek(partition, offset);
            }
        });
        return reader;
    }

    /** At what was written 30 days ago. */
    private void begin(Consumer<byte[], byte[]> reader, Set<TopicPartition> partitions) {
        long from = clock.instant().minus(FollowedState.KEPT).toEpochMilli();
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, from));
        Map<TopicPartition, OffsetAndTimestamp> found = reader.offsetsForTimes(times);
        Map<TopicPartition, Long> begins = reader.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp first = found.get(partition);
            long begin = begins.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, begin);
            long offset = first == null ? end : Math.max(begin, first.offset());
            reader.seek(partition, offset);
            taken.put(partition, offset);
            if (offset > 0 && partition.topic().equals(Topics.LEDGER)) {
                state.beginsAt(Instant.ofEpochMilli(first == null ? from : first.timestamp()));
            }
        }
    }

    private void reset() {
        Consumer<byte[], byte[]> old = consumer;
        consumer = null;
        merge = new LogMerge(List.of());
        if (old != null) {
            old.close();
        }
    }

    private void report(Optional<String> next) {
        if (!next.equals(trouble)) {
            next.ifPresent(text -> LOG.warn("{}; known up to {}", text, known));
        }
        trouble = next;
    }

    @Override
    public void close() {
        reset();
    }
}
