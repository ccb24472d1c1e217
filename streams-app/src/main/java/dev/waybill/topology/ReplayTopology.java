package dev.waybill.topology;

import dev.waybill.contract.Source;
import dev.waybill.kafka.ArrivalTime;
import dev.waybill.kafka.DeliveryProcessorSupplier;
import dev.waybill.kafka.EmittedRecords;
import dev.waybill.kafka.Surroundings;
import dev.waybill.kafka.replay.RefusedEvents;
import dev.waybill.kafka.replay.ReplayTarget;
import dev.waybill.kafka.replay.ReplayWatch;
import dev.waybill.kafka.replay.ReplayedSources;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * Delivers windows again: the processor and the store of {@link DeliveryTopology}, between other topics.
 *
 * <pre>
 * download-events ─► watch ─► deliver ─┬─► export topics, marked as those of the replay; or files of a folder
 *                      │               ├─► (claim tickets are counted)
 *                      │               └─► waybill.ledger, where parts go to a folder of the replay's own
 *                      └─► the replay's own topic: parts that have left, and ends of source partitions
 * </pre>
 *
 * With {@link Placement#BY_TENANT} it reads the copies that live delivery has made.
 */
public final class ReplayTopology {
    /**
     * What the topology is made with.
     *
     * @param delivery the application that it delivers like, with a catalog in which only what is replayed is ruled
     * @param sources where reading ends
     * @param target where the parts go
     * @param notesTopic the replay's own topic
     */
    public record Setup(
            DeliveryTopology.Setup delivery, ReplayedSources sources, ReplayTarget target, String notesTopic) {}

    private ReplayTopology() {}

    /**
     * The topology of all sources that are replayed.
     *
     * @param surroundings what processors ask of the cluster
     */
    public static Topology build(Setup setup, Surroundings surroundings) {
        Topology topology = new Topology();
        for (Source source : Source.values()) {
            if (setup.delivery().sources().contains(source)) {
                add(topology, setup, surroundings, source);
            }
        }
        return topology;
    }

    private static void add(Topology topology, Setup setup, Surroundings surroundings, Source source) {
        Placement placement = setup.delivery().placement();
        String read = StepNames.of(StepNames.READ, source);
        String watch = StepNames.of(StepNames.WATCH, source);
        String deliver = StepNames.of(StepNames.DELIVER, source);
        String parts = StepNames.of(StepNames.REPLAYED_PARTS, source);
        String refused = StepNames.of(StepNames.REFUSED, source);
        String emitParts = StepNames.of(StepNames.EMIT_PARTS, source);
        String note = StepNames.of(StepNames.NOTE, source);
        Optional<String> ledger = setup.target().keepsLedger()
                ? Optional.of(StepNames.of(StepNames.EMIT_LEDGER, source))
                : Optional.empty();

        topology.addSource(
                AutoOffsetReset.none(),
                read,
                new ArrivalTime(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                placement.topic(source));
        topology.addProcessor(watch, new ReplayWatch(placement.topic(source), setup.sources(), deliver, note), read);
        topology.addProcessor(
                deliver,
                new DeliveryProcessorSupplier(
                        placement.topic(source),
                        DeliveryTopology.store(placement.storeName(source)),
                        DeliveryTopology.path(setup.delivery(), source),
                        surroundings,
                        new DeliveryProcessorSupplier.OutputNodes(parts, refused, ledger),
                        setup.delivery().metrics()),
                watch);
        topology.addProcessor(parts, setup.target().parts(emitParts, note), deliver);
        topology.addProcessor(refused, new RefusedEvents(), deliver);
        if (setup.target().needsTopics()) {
            topology.addSink(
                    emitParts,
                    EmittedRecords.topic(),
                    new ByteArraySerializer(),
                    EmittedRecords.partSerializer(),
                    EmittedRecords.partitioner(),
                    parts);
        }
        ledger.ifPresent(step -> DeliveryTopology.addLedger(topology, step, deliver));
        topology.addSink(
                note, setup.notesTopic(), new ByteArraySerializer(), new ByteArraySerializer(), watch, parts, refused);
    }
}
