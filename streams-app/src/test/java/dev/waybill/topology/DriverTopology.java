package dev.waybill.topology;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.config.ExportBinder;
import dev.waybill.contract.Source;
import dev.waybill.delivery.CatalogView;
import dev.waybill.kafka.DeliveryMetrics;
import dev.waybill.kafka.Surroundings;
import dev.waybill.kafka.receipt.ReceiptMetrics;
import dev.waybill.kafka.receipt.ReceiptProcessorSupplier;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.spec.ExportSpec;
import dev.waybill.verify.key.SigningKey;
import dev.waybill.verify.receipt.ReceiptSigner;
import dev.waybill.wire.rule.TimeRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.streams.Topology;

/** The production topology with receipts, without spread, and what a test driver is configured with. */
final class DriverTopology {
    private DriverTopology() {}

    /** Of downloads, with receipts as their exports ask for them. */
    static Topology withReceipts(CatalogView catalog, SigningKey key, Surroundings surroundings) {
        Topology topology = DeliveryTopology.build(
                new DeliveryTopology.Setup(
                        catalog,
                        Set.of(Source.DOWNLOAD),
                        Placement.AS_SENT,
                        ExportBinder.forCurrentSchemas(name -> "secret"),
                        new InMemorySchemaLookup(),
                        BatchSettings.DEFAULT.withSpread(Duration.ZERO),
                        MemoryBudget.of(64L * 1024 * 1024),
                        TimeRules.DEFAULT,
                        DeliveryMetrics.NONE),
                surroundings);
        ReceiptTopology.addTo(
                topology,
                Set.of(Source.DOWNLOAD),
                new ReceiptProcessorSupplier.Issue(
                        catalog,
                        new ReceiptSigner(key),
                        ExportSpec::receipts,
                        export -> Duration.ZERO,
                        ReceiptMetrics.NONE),
                surroundings);
        return topology;
    }

    /** @param state a folder of the driver's own */
    static Properties config(Path state) {
        Properties config = new Properties();
        config.put("application.id", "scenario");
        config.put("bootstrap.servers", "unused:9092");
        config.put("state.dir", state.toString());
        config.put("processing.guarantee", "exactly_once_v2");
        config.put("ensure.explicit.internal.resource.naming", true);
        return config;
    }
}
