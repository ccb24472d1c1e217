package dev.waybill.benchmarks;

import dev.waybill.app.StreamsApp;
import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.config.AppConfig;
import dev.waybill.config.ExportBinder;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Limits;
import dev.waybill.contract.ReceiptCadence;
import dev.waybill.contract.Source;
import dev.waybill.delivery.CatalogView;
import dev.waybill.kafka.PollPatience;
import dev.waybill.kafka.StoreMemory;
import dev.waybill.kafka.receipt.ReceiptMetrics;
import dev.waybill.kafka.receipt.ReceiptProcessorSupplier;
import dev.waybill.local.FixedCatalog;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.destination.Destination;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.topology.DeliveryTopology;
import dev.waybill.topology.Placement;
import dev.waybill.verify.key.SigningKey;
import dev.waybill.verify.receipt.ReceiptSigner;
import dev.waybill.wire.EventDecoder;
import dev.waybill.wire.rule.TimeRules;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One measured process: arguments are variant, bootstrap servers, state folder, whose name is the application's id, too, tenants, schedule, warm-up, records to
 * measure, how many events must have been emitted before it ends, 0 for none, and whether receipts are issued.
 */
final class MeasuredProcess {
    /** Nothing is waited for. */
    static final PollPatience PATIENCE = new PollPatience(Duration.ZERO);

    private MeasuredProcess() {}

    public static void main(String[] args) throws Exception {
        Variant variant = Variant.of(args[0]);
        long warmUp = Long.parseLong(args[5]);
        long records = Long.parseLong(args[6]);
        Path state = Path.of(args[2]);
        Map<String, Object> kafka = kafka(state.getFileName().toString(), args[1], args[2]);
        EmissionCount emissions = new EmissionCount();
        List<ExportSpec> exports = exports(Integer.parseInt(args[3]), variant, args[4]);
        switch (variant) {
            case FLOOR -> MeasuredStreams.report(variant.label(), FloorApp.start(kafka), warmUp, records);
            case ROWS ->
                MeasuredStreams.report(
                        variant.label(),
                        RowsApp.start(
                                kafka,
                                () -> new EventDecoder(EventSchemas.schema(Source.DOWNLOAD), schemas()),
                                () -> binder().bind("5b89a8131b01", exports.get(0))),
                        warmUp,
                        records);
            case ROWS_SINK, ROWS_SINK_GZIP, PARTS_SINK -> SinkProcess.run(variant, args[1], warmUp, records);
            case PLAIN, ONCE, GZIP, ZSTD -> {
                CatalogView catalog = FixedCatalog.beginning(EndToEnd.BEGIN, exports);
                StreamsApp app = StreamsApp.create(
                        kafka,
                        new DeliveryTopology.Setup(
                                catalog,
                                Set.of(Source.DOWNLOAD),
                                Placement.AS_SENT,
                                binder(),
                                schemas(),
                                BatchSettings.DEFAULT,
                                MemoryBudget.quarterOfHeap(),
                                TimeRules.DEFAULT,
                                emissions),
                        Boolean.parseBoolean(args[8])
                                ? Optional.of(receipts(catalog, BatchSettings.DEFAULT))
                                : Optional.empty(),
                        PATIENCE);
                app.start((now, before) -> {}, Throwable::printStackTrace);
                MeasuredStreams.report(variant.label(), app.streams(), warmUp, records);
                emissions.awaitAll(variant.label(), app.streams(), Long.parseLong(args[7]));
                // Commits what was emitted last.
                app.close(Duration.ofMinutes(1));
            }
        }
        System.exit(0);
    }

    /** Receipts as their exports' schedules have them, signed with a key of this process. */
    static ReceiptProcessorSupplier.Issue receipts(CatalogView catalog, BatchSettings settings) {
        return new ReceiptProcessorSupplier.Issue(
                catalog,
                new ReceiptSigner(SigningKey.generate()),
                spec -> ReceiptCadence.WINDOW,
                settings::spreadOffset,
                ReceiptMetrics.NONE);
    }

    static ExportBinder binder() {
        return ExportBinder.forCurrentSchemas(reference -> "benchmark");
    }

    static InMemorySchemaLookup schemas() {
        InMemorySchemaLookup schemas = new InMemorySchemaLookup();
        int id = schemas.register(EventSchemas.schema(Source.DOWNLOAD));
        if (id != StandardEvents.SCHEMA_ID) {
            throw new IllegalStateException("the first schema has id " + id);
        }
        return schemas;
    }

    static List<ExportSpec> exports(int tenants, Variant variant, String every) {
        return exports(tenants, variant, every, tenant -> new FileDestination(Path.of("/nowhere"), ""));
    }

    static List<ExportSpec> exports(
            int tenants, Variant variant, String every, Function<String, Destination> destinations) {
        List<ExportSpec> exports = new ArrayList<>();
        for (int number = 0; number < tenants; number++) {
            String tenant = "tenant-" + number;
            exports.add(new ExportSpec(
                    new ExportId(tenant, "downloads"),
                    Source.DOWNLOAD,
                    true,
                    SelectSpec.ALL,
                    List.of(
                            new KindSpec("truncate-ip", Map.of("ipv4", 24, "ipv6", 48)),
                            new KindSpec("drop-field", Map.of("field", "user.identifier"))),
                    new KindSpec("csv", variant.formatOptions()),
                    ExportSpec.DEFAULT_LAYOUT,
                    new ScheduleSpec(every, ZoneOffset.UTC, Duration.ZERO),
                    Limits.DEFAULT_PART_SIZE,
                    variant.deduplicates(),
                    Delivery.SHARED,
                    destinations.apply(tenant),
                    Map.of()));
        }
        return exports;
    }

    static Map<String, Object> kafka(String applicationId, String bootstrap, String stateFolder) {
        Map<String, String> options = Map.of(
                "kafka.application.id", applicationId,
                "kafka.bootstrap.servers", bootstrap,
                "kafka.state.dir", stateFolder,
                "kafka.num.standby.replicas", "0",
                "kafka.num.stream.threads", "1");
        AppConfig config = AppConfig.parse("", "", Map.of(), options);
        return StoreMemory.of(config.storeMemory()).sharedIn(config.kafka());
    }
}
