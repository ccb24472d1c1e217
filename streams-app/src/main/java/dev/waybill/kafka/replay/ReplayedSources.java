package dev.waybill.kafka.replay;

import dev.waybill.kafka.IdleProof;
import dev.waybill.kafka.PolledPositions;
import dev.waybill.kafka.SourceEnd;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.common.TopicPartition;

/**
 * The source partitions of a replay, each with the offset at which it ends, and how far reading has come in this process.
 * Where the end has been reached, everything is proven idle.
 */
public final class ReplayedSources implements SourceEnd, IdleProof {
    /** Later than any window is due. */
    public static final Instant EVERYTHING_IS_DUE = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * What is read of a partition.
     *
     * @param begin offset of the first record that this process reads
     * @param end offset of the first record that is not taken any more
     */
    public record Span(long begin, long end) {}

    private final Map<TopicPartition, Span> spans;
    private final PolledPositions positions;
    private final long sinceMillis;
    private final Set<TopicPartition> drained = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<TopicPartition, Long> arrivals = new ConcurrentHashMap<>();

    /**
     * Nothing has been read yet.
     *
     * @param positions how far the application's consumers have polled
     * @param since what arrived before it can belong to no window of the replay
     */
    public ReplayedSources(Map<TopicPartition, Span> spans, PolledPositions positions, Instant since) {
        this.spans = Map.copyOf(spans);
        this.positions = positions;
        this.sinceMillis = since.toEpochMilli();
    }

    @Override
    public long of(TopicPartition source) {
        return span(source).end();
    }

    @Override
    public OptionalLong sinceMillis() {
        return OptionalLong.of(sinceMillis);
    }

    private Span span(TopicPartition source) {
        Span span = spans.get(source);
        if (span == null) {
            throw new IllegalStateException(
                    source + " was not there when the replay began; forget the replay and begin it anew");
        }
        return span;
    }

    @Override
    public boolean isReached(TopicPartition source, long processedThrough) {
        Span span = span(source);
        return span.begin() >= span.end()
                || processedThrough + 1 >= span.end()
                || positions.hasNothingLeft(source, span.end(), processedThrough);
    }

    @Override
    public OptionalLong provenMillis(TopicPartition partition, long processedThrough) {
        return isReached(partition, processedThrough)
                ? OptionalLong.of(EVERYTHING_IS_DUE.toEpochMilli())
                : OptionalLong.empty();
    }

    @Override
    public void drained(TopicPartition source) {
        drained.add(source);
    }

    /** A task of the partition begins, perhaps again: what another one has said does not hold any more. */
    void begin(TopicPartition source) {
        drained.remove(source);
    }

    boolean isDrained(TopicPartition source) {
        return drained.contains(source);
    }

    /** A record is being processed that arrived at this time. */
    void read(TopicPartition source, long arrivalMillis) {
        arrivals.merge(source, arrivalMillis, Math::max);
    }

    /**
     * The arrival, milliseconds since the epoch, up to which all partitions of a topic have been read, as far as this process
     * knows; {@code Long.MAX_VALUE} where nothing is left.
     */
    public long readThrough(String topic, Collection<TopicPartition> ended) {
        return spans.keySet().stream()
                .filter(source -> source.topic().equals(topic) && !ended.contains(source))
                .mapToLong(source -> arrivals.getOrDefault(source, Long.MIN_VALUE))
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
