package dev.waybill.kafka;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.batch.PartitionBatches;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The processor that a source partition's events pass through, from the value as read to parts and claim tickets.
 *
 * @param sourceTopic the topic it reads
 * @param storeBuilder of the store that belongs to this source alone
 * @param settings of the batching engine
 * @param memory for rows, shared by all tasks
 * @param paths makes the path of one source partition
 * @param sourceLog for reading the source again after a restart
 * @param pendingReplays knows where that is still to be done
 * @param idleProof for closing windows while nothing arrives
 * @param topicGate for holding back exports whose topic cannot be written to
 * @param outputs names of the child nodes
 * @param metrics counts
 */
public record DeliveryProcessorSupplier(
        String sourceTopic,
        StoreBuilder<KeyValueStore<Bytes, byte[]>> storeBuilder,
        BatchSettings settings,
        MemoryBudget memory,
        PathFactory paths,
        SourceLog sourceLog,
        PendingReplays pendingReplays,
        IdleProof idleProof,
        TopicGate topicGate,
        OutputNodes outputs,
        DeliveryMetrics metrics)
        implements ProcessorSupplier<byte[], byte[], byte[], Object> {

    /**
     * Where the processor forwards to.
     *
     * @param parts the sink of finished parts
     * @param quarantine the sink of claim tickets
     */
    public record OutputNodes(String parts, String quarantine) {}

    /** Makes the path of one source partition. */
    public interface PathFactory {
        RecordPath create(PartitionBatches batches, Consumer<ClaimTicketDraft> quarantine);
    }

    @Override
    public Processor<byte[], byte[], byte[], Object> get() {
        return new DeliveryProcessor(this);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(storeBuilder);
    }
}
