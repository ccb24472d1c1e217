package dev.waybill.kafka;

import dev.waybill.clients.ClusterAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the application's group has committed with where the partition begins. Without a committed offset nothing was read.
 *
 * @param admin used, not closed
 * @param applicationId the consumer group
 */
public record AdminRemovedUnread(Admin admin, String applicationId) implements RemovedUnread {
    @Override
    public Optional<Offsets> of(TopicPartition partition) {
        long from = committed(partition);
        long until = ClusterAnswer.of(
                        "read where " + partition + " begins",
                        admin.listOffsets(Map.of(partition, OffsetSpec.earliest()))
                                .partitionResult(partition))
                .offset();
        return until > from ? Optional.of(new Offsets(from, until)) : Optional.empty();
    }

    @Override
    public boolean isAtBeginning(TopicPartition partition) {
        return committed(partition) == 0;
    }

    private long committed(TopicPartition partition) {
        @Nullable
        OffsetAndMetadata committed = ClusterAnswer.of(
                        "read the committed offset of " + partition,
                        admin.listConsumerGroupOffsets(Map.of(
                                        applicationId,
                                        new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(partition))))
                                .partitionsToOffsetAndMetadata(applicationId))
                .get(partition);
        return committed == null ? 0 : committed.offset();
    }
}
