package dev.waybill.topology;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.config.ExportBinder;
import dev.waybill.contract.Source;
import dev.waybill.delivery.CatalogView;
import dev.waybill.kafka.DeliveryMetrics;
import dev.waybill.kafka.IdleProof;
import dev.waybill.kafka.PendingReplays;
import dev.waybill.kafka.SourceEnd;
import dev.waybill.kafka.SourceLog;
import dev.waybill.kafka.Surroundings;
import dev.waybill.kafka.receipt.ReceiptMetrics;
import dev.waybill.kafka.receipt.ReceiptProcessorSupplier;
import dev.waybill.registry.schema.NoWriter;
import dev.waybill.spec.ExportSpec;
import dev.waybill.verify.key.SigningKey;
import dev.waybill.verify.receipt.ReceiptSigner;
import dev.waybill.wire.rule.TimeRules;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.streams.Topology;

/** The topology in the words of Kafka Streams; the same whatever the exports are. */
public final class TopologyText {
    private static final IdleProof NO_PROOF = (partition, processedThrough) -> OptionalLong.empty();

    private static final CatalogView NO_CATALOG = new CatalogView() {
        @Override
        public Knowledge now() {
            return Knowledge.NOTHING;
        }

        @Override
        public Knowledge awaitDecided(long epochMicros) {
            throw new IllegalStateException("no event is read");
        }
    };

    private TopologyText() {}

    /** The topology's description, as visualisers of Kafka Streams topologies read it. */
    public static String of(Set<Source> sources, Placement placement) {
        Surroundings surroundings = new Surroundings(
                SourceLog.NOTHING_COMMITTED,
                new PendingReplays(),
                NO_PROOF,
                topic -> false,
                SourceEnd.NEVER,
                topic -> Optional.empty());
        Topology topology = DeliveryTopology.build(
                new DeliveryTopology.Setup(
                        NO_CATALOG,
                        sources,
                        placement,
                        ExportBinder.forCurrentSchemas(secret -> ""),
                        id -> NoWriter.UNKNOWN,
                        BatchSettings.DEFAULT,
                        MemoryBudget.of(0),
                        TimeRules.DEFAULT,
                        DeliveryMetrics.NONE),
                surroundings);
        ReceiptTopology.addTo(
                topology,
                sources,
                new ReceiptProcessorSupplier.Issue(
                        NO_CATALOG,
                        new ReceiptSigner(SigningKey.generate()),
                        ExportSpec::receipts,
                        BatchSettings.DEFAULT::spreadOffset,
                        ReceiptMetrics.NONE),
                surroundings);
        return topology.describe().toString();
    }
}
