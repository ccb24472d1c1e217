package dev.waybill.benchmarks;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.config.AppConfig;
import dev.waybill.config.ExportBinder;
import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Limits;
import dev.waybill.kafka.DeliveryMetrics;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.spec.Delivery;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.FileDestination;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.Source;
import dev.waybill.topology.Placement;
import dev.waybill.topology.StreamsApp;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;

/** One measured process: arguments are variant, bootstrap servers, state folder, tenants, schedule, warm-up, records. */
final class MeasuredProcess {
    private MeasuredProcess() {}

    public static void main(String[] args) {
        Variant variant = Variant.of(args[0]);
        int tenants = Integer.parseInt(args[3]);
        long warmUp = Long.parseLong(args[5]);
        long records = Long.parseLong(args[6]);
        Map<String, Object> kafka = kafka("benchmark-" + variant.label(), args[1], args[2]);
        KafkaStreams streams;
        if (variant == Variant.FLOOR) {
            streams = FloorApp.start(kafka);
        } else {
            StreamsApp app = StreamsApp.create(new StreamsApp.Setup(
                    kafka,
                    exports(tenants, variant, args[4]),
                    Set.of(Source.DOWNLOAD),
                    Placement.AS_SENT,
                    ExportBinder.forCurrentSchemas(reference -> "benchmark")::bind,
                    schemas(),
                    BatchSettings.DEFAULT,
                    MemoryBudget.quarterOfHeap(),
                    Duration.ofMinutes(5),
                    DeliveryMetrics.NONE));
            app.start((now, before) -> {}, Throwable::printStackTrace);
            streams = app.streams();
        }
        MeasuredStreams.report(variant.label(), streams, warmUp, records);
        System.exit(0);
    }

    private static InMemorySchemaLookup schemas() {
        InMemorySchemaLookup schemas = new InMemorySchemaLookup();
        int id = schemas.register(EventSchemas.schema(Source.DOWNLOAD));
        if (id != StandardEvents.SCHEMA_ID) {
            throw new IllegalStateException("the first schema has id " + id);
        }
        return schemas;
    }

    private static List<ExportSpec> exports(int tenants, Variant variant, String every) {
        List<ExportSpec> exports = new ArrayList<>();
        for (int tenant = 0; tenant < tenants; tenant++) {
            exports.add(new ExportSpec(
                    new ExportId("tenant-" + tenant, "downloads"),
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
                    true,
                    Delivery.SHARED,
                    new FileDestination(Path.of("/nowhere"), ""),
                    Map.of()));
        }
        return exports;
    }

    private static Map<String, Object> kafka(String applicationId, String bootstrap, String stateFolder) {
        Map<String, String> options = Map.of(
                "kafka.application.id", applicationId,
                "kafka.bootstrap.servers", bootstrap,
                "kafka.state.dir", stateFolder,
                "kafka.num.standby.replicas", "0",
                "kafka.num.stream.threads", "1");
        return new HashMap<>(AppConfig.parse("", "", Map.of(), options).kafka());
    }
}
