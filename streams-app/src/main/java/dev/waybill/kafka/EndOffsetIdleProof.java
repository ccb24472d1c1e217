package dev.waybill.kafka;

import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Asks the broker for a partition's end, transactions that have not ended included, and compares it with how far the
 * partition has been polled and processed. Records of such a transaction have arrived already and will still be read, so
 * there is no proof before it has ended. Without an answer there is none either.
 */
public final class EndOffsetIdleProof implements IdleProof {
    private static final ListOffsetsOptions EVERYTHING = new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);

    private record End(long askedMillis, long offset) {}

    private final Function<TopicPartition, KafkaFuture<Long>> endOf;
    private final PolledPositions positions;
    private final Clock clock;
    private final ConcurrentMap<TopicPartition, End> ends = new ConcurrentHashMap<>();
    private final ConcurrentMap<TopicPartition, Boolean> asking = new ConcurrentHashMap<>();

    public EndOffsetIdleProof(Admin admin, PolledPositions positions, Clock clock) {
        this(
                partition -> admin.listOffsets(Map.of(partition, OffsetSpec.latest()), EVERYTHING)
                        .partitionResult(partition)
                        .thenApply(ListOffsetsResult.ListOffsetsResultInfo::offset),
                positions,
                clock);
    }

    /**
     * Makes the proof.
     *
     * @param endOf asks for a partition's end
     */
    EndOffsetIdleProof(Function<TopicPartition, KafkaFuture<Long>> endOf, PolledPositions positions, Clock clock) {
        this.endOf = endOf;
        this.positions = positions;
        this.clock = clock;
    }

    @Override
    public OptionalLong provenMillis(TopicPartition partition, long processedThrough) {
        @Nullable End end = ends.get(partition);
        ask(partition);
        return end != null && nothingLeft(partition, end.offset(), processedThrough)
                ? OptionalLong.of(end.askedMillis())
                : OptionalLong.empty();
    }

    /**
     * Where reading began at the end, as after a restart of an application that had read everything, nothing is polled,
     * and positions say nothing, or what they said before the partition was with another instance.
     */
    private boolean nothingLeft(TopicPartition partition, long end, long processedThrough) {
        return processedThrough + 1 >= end || positions.hasNothingLeft(partition, end, processedThrough);
    }

    private void ask(TopicPartition partition) {
        if (asking.putIfAbsent(partition, true) != null) {
            return;
        }
        long askedMillis = clock.millis();
        endOf.apply(partition).whenComplete((end, error) -> {
            if (error == null) {
                ends.put(partition, new End(askedMillis, end));
            }
            asking.remove(partition);
        });
    }
}
