package dev.waybill.local;

import dev.waybill.cloud.LocalException;
import dev.waybill.contract.GroupNames;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** How far the sink has delivered each partition of the export topics, by what its group has committed. */
final class SinkProgress {
    private static final long ASK_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

    private final Admin admin;
    private Map<TopicPartition, OffsetAndMetadata> committed = Map.of();
    private long asked = System.nanoTime() - ASK_AGAIN_NANOS;

    /** @param admin used, not closed */
    SinkProgress(Admin admin) {
        this.admin = admin;
    }

    /** Whether the record, and all before it in its partition, need not be delivered any more. */
    boolean isPast(TopicPartition partition, long offset) {
        if (System.nanoTime() - asked >= ASK_AGAIN_NANOS) {
            ask();
            asked = System.nanoTime();
        }
        OffsetAndMetadata position = committed.get(partition);
        return position != null && position.offset() > offset;
    }

    private void ask() {
        try {
            committed = admin.listConsumerGroupOffsets(GroupNames.ofConnector(LocalSink.NAME))
                    .partitionsToOffsetAndMetadata()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw new LocalException("cannot ask how far the sink is: " + e.getMessage(), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("interrupted while asking how far the sink is", e);
        }
    }
}
