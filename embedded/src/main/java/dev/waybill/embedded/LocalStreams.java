package dev.waybill.embedded;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.config.ExportBinder;
import dev.waybill.contract.Limits;
import dev.waybill.kafka.DeliveryMetrics;
import dev.waybill.redact.SecretLookup;
import dev.waybill.registry.SchemaLookup;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.Source;
import dev.waybill.topology.StreamsApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Starts the Streams application inside this JVM, against the embedded broker. */
final class LocalStreams {
    static final String APPLICATION_ID = "waybill";
    private static final Duration FUTURE_SKEW = Duration.ofMinutes(5);
    private static final long MEMORY_BUDGET = 16L << 20;

    private LocalStreams() {}

    static StreamsApp start(
            String bootstrapServers,
            Path state,
            List<ExportSpec> exports,
            SchemaLookup schemas,
            SecretLookup secrets,
            Consumer<Throwable> onCrash) {
        StreamsApp app = StreamsApp.create(new StreamsApp.Setup(
                config(bootstrapServers, state),
                exports,
                EnumSet.allOf(Source.class),
                spec -> ExportBinder.forCurrentSchemas(secrets).bind(spec),
                schemas,
                BatchSettings.DEFAULT.withSpread(Duration.ZERO),
                MemoryBudget.of(MEMORY_BUDGET),
                FUTURE_SKEW,
                DeliveryMetrics.NONE));
        app.start((now, before) -> {}, onCrash);
        return app;
    }

    private static Map<String, Object> config(String bootstrapServers, Path state) {
        return Map.ofEntries(
                Map.entry("application.id", APPLICATION_ID),
                Map.entry("bootstrap.servers", bootstrapServers),
                Map.entry("processing.guarantee", "exactly_once_v2"),
                Map.entry("state.dir", state.toString()),
                Map.entry("replication.factor", "1"),
                Map.entry("num.stream.threads", "1"),
                Map.entry("commit.interval.ms", "500"),
                Map.entry("statestore.cache.max.bytes", "0"),
                Map.entry("ensure.explicit.internal.resource.naming", "true"),
                Map.entry("main.consumer.auto.offset.reset", "none"),
                // After a kill the next start waits this long for the group to forget the dead member.
                Map.entry("main.consumer.session.timeout.ms", "6000"),
                Map.entry("main.consumer.heartbeat.interval.ms", "1000"),
                Map.entry("producer.compression.type", "none"),
                Map.entry("producer.max.request.size", Limits.MAX_MESSAGE_BYTES),
                Map.entry("producer.buffer.memory", Limits.PRODUCER_BUFFER_MEMORY),
                Map.entry("producer.delivery.timeout.ms", (int) Limits.DELIVERY_TIMEOUT.toMillis()),
                Map.entry("producer.transaction.timeout.ms", (int) Limits.TRANSACTION_TIMEOUT.toMillis()),
                Map.entry("producer.metadata.max.idle.ms", Limits.PRODUCER_METADATA_MAX_IDLE.toMillis()));
    }
}
