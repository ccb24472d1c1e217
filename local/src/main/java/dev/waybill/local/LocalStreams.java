package dev.waybill.local;

import dev.waybill.app.StreamsApp;
import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.config.AppConfig;
import dev.waybill.config.ExportBinder;
import dev.waybill.contract.Source;
import dev.waybill.kafka.DeliveryMetrics;
import dev.waybill.redact.SecretLookup;
import dev.waybill.registry.SchemaLookup;
import dev.waybill.spec.ExportSpec;
import dev.waybill.topology.DeliveryTopology;
import dev.waybill.topology.Placement;
import dev.waybill.wire.rule.TimeRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Starts the Streams application inside this JVM, against the embedded broker. */
final class LocalStreams {
    /** The id of the first application; see {@link #applicationId}. */
    static final String APPLICATION_ID = "waybill";

    private static final long MEMORY_BUDGET = 16L << 20;

    private LocalStreams() {}

    /** The id of the application of this number, from 1. */
    static String applicationId(int number) {
        return number == 1 ? APPLICATION_ID : APPLICATION_ID + "-" + number;
    }

    static StreamsApp start(
            String applicationId,
            String bootstrapServers,
            Path state,
            List<ExportSpec> exports,
            SchemaLookup schemas,
            SecretLookup secrets,
            TimeRules times,
            Consumer<Throwable> onCrash) {
        StreamsApp app = StreamsApp.create(
                config(applicationId, bootstrapServers, state),
                new DeliveryTopology.Setup(
                        exports,
                        Set.of(),
                        EnumSet.allOf(Source.class),
                        Placement.AS_SENT,
                        ExportBinder.forCurrentSchemas(secrets),
                        schemas,
                        BatchSettings.DEFAULT.withSpread(Duration.ZERO),
                        MemoryBudget.of(MEMORY_BUDGET),
                        times,
                        DeliveryMetrics.NONE));
        app.start((now, before) -> {}, onCrash);
        return app;
    }

    /** What a run on a cluster would be configured with, and what one broker in the same process wants otherwise. */
    private static Map<String, Object> config(String applicationId, String bootstrapServers, Path state) {
        Map<String, String> local = Map.ofEntries(
                Map.entry("kafka.application.id", applicationId),
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
        return new HashMap<>(AppConfig.parse("", "", Map.of(), local).kafka());
    }
}
