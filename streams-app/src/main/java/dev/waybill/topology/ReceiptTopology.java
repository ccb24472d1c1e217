package dev.waybill.topology;

import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.kafka.Surroundings;
import dev.waybill.kafka.receipt.ReceiptProcessorSupplier;
import dev.waybill.kafka.receipt.ReceiptRecords;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * The sub-topology of receipts; a task is one partition of the ledger, and the one with what sinks say of the same exports:
 *
 * <pre>
 * waybill.ledger, waybill.deliveries ─► issue-receipts ─► export topics, one record per receipt or page of one
 * </pre>
 */
public final class ReceiptTopology {
    private ReceiptTopology() {}

    /**
     * Adds it. What was removed from its topics before it was read does not stop it: the processor looks for that, and receipts say
     * it.
     *
     * @param sources that the application reads; at least one
     */
    public static void addTo(
            Topology topology, Set<Source> sources, ReceiptProcessorSupplier.Issue issue, Surroundings surroundings) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                StepNames.READ_LEDGER,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Topics.LEDGER);
        topology.addSource(
                AutoOffsetReset.earliest(),
                StepNames.READ_DELIVERIES,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Topics.DELIVERIES);
        topology.addProcessor(
                StepNames.ISSUE_RECEIPTS,
                new ReceiptProcessorSupplier(
                        Stores.keyValueStoreBuilder(
                                        Stores.persistentKeyValueStore(Topics.RECEIPTS_STORE),
                                        Serdes.Bytes(),
                                        Serdes.ByteArray())
                                .withLoggingEnabled(Map.of()),
                        sources,
                        issue,
                        surroundings.topicGate(),
                        surroundings.removedUnread()),
                StepNames.READ_LEDGER,
                StepNames.READ_DELIVERIES);
        topology.addSink(
                StepNames.EMIT_RECEIPTS,
                ReceiptRecords.topic(),
                new ByteArraySerializer(),
                ReceiptRecords.serializer(),
                ReceiptRecords.partitioner(),
                StepNames.ISSUE_RECEIPTS);
    }
}
