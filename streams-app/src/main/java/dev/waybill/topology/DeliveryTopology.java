package dev.waybill.topology;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.config.ExportBinder;
import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Limits;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.delivery.CatalogView;
import dev.waybill.delivery.EventPath;
import dev.waybill.event.Decoder;
import dev.waybill.kafka.ArrivalTime;
import dev.waybill.kafka.DeliveryMetrics;
import dev.waybill.kafka.DeliveryProcessorSupplier;
import dev.waybill.kafka.EmittedRecords;
import dev.waybill.kafka.Surroundings;
import dev.waybill.kafka.TenantKeyProcessorSupplier;
import dev.waybill.registry.SchemaLookup;
import dev.waybill.wire.EventDecoder;
import dev.waybill.wire.rule.TimeRules;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Which topics are read and written. Each source topic has a sub-topology and a store of its own, so that a task is one
 * source partition:
 *
 * <pre>
 * download-events ─► deliver ─┬─► export topics, one record per finished part
 *                             ├─► waybill.quarantine, one claim ticket per event that cannot be processed
 *                             └─► waybill.ledger, what was read, delivered and left out
 * audit-events    ─► the same
 * </pre>
 *
 * <p>With {@link Placement#BY_TENANT} each source topic is first copied, event by event, to a topic of our own that is keyed
 * by tenant, and {@code deliver} reads that:
 *
 * <pre>
 * download-events ─► find-tenant ─► waybill.download-events-by-tenant ─► deliver ─► as above
 * </pre>
 *
 * What happens inside {@code deliver} is written in {@link EventPath}.
 */
public final class DeliveryTopology {
    /**
     * What the topology is made with.
     *
     * @param catalog says which version of which export rules an event, and what is paused
     * @param sources which input topics are read
     * @param placement which partition an event is processed in
     * @param binder makes versions of specs, anew for each source partition
     * @param schemas looks up the schemas events were written with
     * @param settings of the batching engine
     * @param memory for rows of open windows, shared by all source partitions of the process
     * @param times which times of events are accepted
     * @param metrics counts
     */
    public record Setup(
            CatalogView catalog,
            Set<Source> sources,
            Placement placement,
            ExportBinder binder,
            SchemaLookup schemas,
            BatchSettings settings,
            MemoryBudget memory,
            TimeRules times,
            DeliveryMetrics metrics) {
        public Setup {
            sources = Set.copyOf(sources);
        }
    }

    private DeliveryTopology() {}

    /**
     * The topology of all sources.
     *
     * @param surroundings what processors ask of the cluster
     */
    public static Topology build(Setup setup, Surroundings surroundings) {
        Topology topology = new Topology();
        for (Source source : Source.values()) {
            if (setup.sources().contains(source)) {
                add(topology, setup, surroundings, source);
            }
        }
        return topology;
    }

    private static void add(Topology topology, Setup setup, Surroundings surroundings, Source source) {
        String read = addSource(topology, setup, source);
        String deliver = StepNames.of(StepNames.DELIVER, source);
        String emitParts = StepNames.of(StepNames.EMIT_PARTS, source);
        String emitQuarantine = StepNames.of(StepNames.EMIT_QUARANTINE, source);
        String emitLedger = StepNames.of(StepNames.EMIT_LEDGER, source);

        topology.addProcessor(
                deliver,
                new DeliveryProcessorSupplier(
                        setup.placement().topic(source),
                        store(setup.placement().storeName(source)),
                        path(setup, source),
                        surroundings,
                        new DeliveryProcessorSupplier.OutputNodes(emitParts, emitQuarantine, Optional.of(emitLedger)),
                        setup.metrics()),
                read);
        topology.addSink(
                emitParts,
                EmittedRecords.topic(),
                new ByteArraySerializer(),
                EmittedRecords.partSerializer(),
                EmittedRecords.partitioner(),
                deliver);
        topology.addSink(
                emitQuarantine,
                Topics.QUARANTINE,
                new ByteArraySerializer(),
                EmittedRecords.ticketSerializer(),
                deliver);
        topology.addSink(
                emitLedger,
                Topics.LEDGER,
                new ByteArraySerializer(),
                EmittedRecords.ledgerSerializer(),
                EmittedRecords.ledgerPartitioner(),
                deliver);
    }

    /** Answers the name of the step that reads what is to be delivered. */
    private static String addSource(Topology topology, Setup setup, Source source) {
        String read = StepNames.of(StepNames.READ, source);
        topology.addSource(
                AutoOffsetReset.none(),
                read,
                new ArrivalTime(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Topics.input(source));
        if (setup.placement() == Placement.AS_SENT) {
            return read;
        }
        String findTenant = StepNames.of(StepNames.FIND_TENANT, source);
        String send = StepNames.of(StepNames.SEND_TO_TENANT, source);
        String readAgain = StepNames.of(StepNames.READ_BY_TENANT, source);
        topology.addProcessor(findTenant, new TenantKeyProcessorSupplier(decoders(setup, source)), read);
        topology.addSink(
                send,
                setup.placement().topic(source),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                findTenant);
        topology.addSource(
                AutoOffsetReset.none(),
                readAgain,
                new ArrivalTime(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                setup.placement().topic(source));
        return readAgain;
    }

    static EventPath.Setup path(Setup setup, Source source) {
        return new EventPath.Setup(
                decoders(setup, source),
                source,
                setup.catalog(),
                setup.binder()::forPartition,
                setup.settings(),
                setup.memory());
    }

    private static Supplier<Decoder> decoders(Setup setup, Source source) {
        return () -> new EventDecoder(EventSchemas.schema(source), setup.schemas(), setup.times());
    }

    /** A block may hold a single row as large as a part, so the changelog takes what export topics take. */
    static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of("max.message.bytes", Integer.toString(Limits.MAX_MESSAGE_BYTES)));
    }
}
