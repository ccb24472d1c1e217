package dev.waybill.kafka;

import dev.waybill.delivery.EventPath;
import java.util.Optional;
import java.util.Set;
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
 * @param path makes the path of each of its partitions
 * @param surroundings what it asks of the cluster
 * @param outputs names of the child nodes
 * @param metrics counts
 */
public record DeliveryProcessorSupplier(
        String sourceTopic,
        StoreBuilder<KeyValueStore<Bytes, byte[]>> storeBuilder,
        EventPath.Setup path,
        Surroundings surroundings,
        OutputNodes outputs,
        DeliveryMetrics metrics)
        implements ProcessorSupplier<byte[], byte[], byte[], Object> {

    /**
     * Where the processor forwards to.
     *
     * @param parts the sink of finished parts
     * @param quarantine the sink of claim tickets
     * @param ledger the sink of entries of the ledger; empty where none is kept
     */
    public record OutputNodes(String parts, String quarantine, Optional<String> ledger) {}

    @Override
    public Processor<byte[], byte[], byte[], Object> get() {
        return new DeliveryProcessor(this);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(storeBuilder);
    }
}
