package dev.waybill.kafka;

import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
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

    private final Admin admin;
    private final PolledPositions positions;
    private final Clock clock;
    private final ConcurrentMap<TopicPartition, End> ends = new ConcurrentHashMap<>();
    private final ConcurrentMap<TopicPartition, Boolean> asking = new ConcurrentHashMap<>();

    public EndOffsetIdleProof(Admin admin, PolledPositions positions, Clock clock) {
        this.admin = admin;
        this.positions = positions;
        this.clock = clock;
    }

    @Override
    public OptionalLong provenMillis(TopicPartition partition, long processedThrough) {
        @Nullable End end = ends.get(partition);
        PolledPositions.@Nullable Polled polled = positions.polled(partition);
        ask(partition);
        if (end == null || polled == null) {
            return OptionalLong.empty();
        }
        boolean proven = polled.next() >= end.offset() && polled.lastRecord() <= processedThrough;
        return proven ? OptionalLong.of(end.askedMillis()) : OptionalLong.empty();
    }

    private void ask(TopicPartition partition) {
        if (asking.putIfAbsent(partition, true) != null) {
            return;
        }
        long askedMillis = clock.millis();
        admin.listOffsets(Map.of(partition, OffsetSpec.latest()), EVERYTHING)
                .partitionResult(partition)
                .whenComplete((ListOffsetsResult.ListOffsetsResultInfo info, Throwable error) -> {
                    if (error == null) {
                        ends.put(partition, new End(askedMillis, info.offset()));
                    }
                    asking.remove(partition);
                });
    }
}
