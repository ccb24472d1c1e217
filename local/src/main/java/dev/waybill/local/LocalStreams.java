package dev.waybill.local;

import dev.waybill.app.CatalogAccess;
import dev.waybill.app.PollInterval;
import dev.waybill.app.StreamsApp;
import dev.waybill.app.replay.ReplaySetup;
import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.config.AppConfig;
import dev.waybill.config.ExportBinder;
import dev.waybill.contract.Source;
import dev.waybill.kafka.DeliveryMetrics;
import dev.waybill.kafka.PollPatience;
import dev.waybill.kafka.StoreMemory;
import dev.waybill.kafka.receipt.ReceiptMetrics;
import dev.waybill.kafka.receipt.ReceiptProcessorSupplier;
import dev.waybill.redact.SecretLookup;
import dev.waybill.registry.SchemaLookup;
import dev.waybill.spec.ExportSpec;
import dev.waybill.topology.DeliveryTopology;
import dev.waybill.topology.Placement;
import dev.waybill.verify.receipt.ReceiptSigner;
import dev.waybill.wire.rule.TimeRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts the Streams application inside this JVM, against the embedded broker. */
final class LocalStreams {
    /** The application's id. */
    static final String APPLICATION_ID = "waybill";

    private static final long MEMORY_BUDGET = 16L << 20;
    private static final long STORE_MEMORY = 16L << 20;

    private LocalStreams() {}

    /** Starts it once it knows the catalog; answers what closes it within a timeout. */
    static Consumer<Duration> start(
            String bootstrapServers,
            Path state,
            SchemaLookup schemas,
            SecretLookup secrets,
            TimeRules times,
            Optional<ReceiptSigner> signer,
            Consumer<Throwable> onCrash) {
        Map<String, Object> kafka = config(bootstrapServers, state);
        PollPatience patience = new PollPatience(PollInterval.of(kafka));
        CatalogAccess catalog = CatalogAccess.start(kafka, patience);
        BatchSettings settings = BatchSettings.DEFAULT.withSpread(Duration.ZERO);
        StreamsApp app = StreamsApp.create(
                kafka,
                new DeliveryTopology.Setup(
                        catalog.view(),
                        EnumSet.allOf(Source.class),
                        Placement.AS_SENT,
                        ExportBinder.forCurrentSchemas(secrets),
                        schemas,
                        settings,
                        MemoryBudget.of(MEMORY_BUDGET),
                        times,
                        DeliveryMetrics.NONE),
                signer.map(receipts -> new ReceiptProcessorSupplier.Issue(
                        catalog.view(), receipts, ExportSpec::receipts, settings::spreadOffset, ReceiptMetrics.NONE)),
                patience);
        if (catalog.awaitKnown()) {
            app.start((now, before) -> {}, onCrash);
            catalog.guard(app.streams());
        }
        return timeout -> {
            catalog.stopWaiting();
            app.close(timeout);
            catalog.close();
        };
    }

    /** Replays beside it, with their state in a folder of their own. */
    static ReplaySetup replays(
            String bootstrapServers, Path state, SchemaLookup schemas, SecretLookup secrets, ReceiptSigner signer) {
        Map<String, Object> kafka = config(bootstrapServers, state);
        return new ReplaySetup(
                kafka,
                Placement.AS_SENT,
                ExportBinder.forCurrentSchemas(secrets),
                schemas,
                TimeRules.DEFAULT,
                BatchSettings.DEFAULT,
                MemoryBudget.of(MEMORY_BUDGET),
                new PollPatience(PollInterval.of(kafka)),
                () -> Optional.of(signer));
    }

    /** What a run on a cluster would be configured with, and what one broker in the same process wants otherwise. */
    static Map<String, Object> config(String bootstrapServers, Path state) {
        Map<String, String> local = Map.ofEntries(
                Map.entry("kafka.application.id", APPLICATION_ID),
                Map.entry("kafka.bootstrap.servers", bootstrapServers),
                Map.entry("kafka.state.dir", state.toString()),
                Map.entry("kafka.replication.factor", "1"),
                Map.entry("kafka.num.standby.replicas", "0"),
                Map.entry("kafka.num.stream.threads", "1"),
                Map.entry("kafka.commit.interval.ms", "500"),
                Map.entry("kafka.statestore.cache.max.bytes", "0"),
                // After a kill the next start waits this long for the group to forget the dead member.
                Map.entry("kafka.main.consumer.session.timeout.ms", "6000"),
                Map.entry("kafka.main.consumer.heartbeat.interval.ms", "1000"));
        return StoreMemory.of(STORE_MEMORY)
                .sharedIn(AppConfig.parse("", "", Map.of(), local).kafka());
    }
}
