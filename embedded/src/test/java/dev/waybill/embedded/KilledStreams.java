package dev.waybill.embedded;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.config.ExportBinder;
import dev.waybill.kafka.DeliveryMetrics;
import dev.waybill.spec.Source;
import dev.waybill.spec.SpecReader;
import dev.waybill.topology.StreamsApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;

/**
 * The Streams application in a process of its own, made to be killed: small blocks, runs and slices, so that any moment
 * may lie between them.
 */
final class KilledStreams {
    private KilledStreams() {}

    /** Arguments: the broker's address, the data folder of a {@link WholeStack}. */
    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[1]);
        ExportBinder binder = ExportBinder.forCurrentSchemas(reference -> "");
        StreamsApp app = StreamsApp.create(new StreamsApp.Setup(
                config(arguments[0], root.resolve("streams")),
                SpecReader.read(root.resolve("tenants")).exports(),
                EnumSet.of(Source.DOWNLOAD),
                binder::bind,
                LocalRegistry.open(root.resolve("schemas")),
                BatchSettings.DEFAULT
                        .withSpread(Duration.ofSeconds(1))
                        .withLateness(Duration.ZERO, Duration.ofHours(1), 1 << 20)
                        .withReplayDistance(Duration.ofSeconds(5))
                        .withRuns(64 << 10, 4 << 10)
                        .withSlices(16 << 10, 4, Duration.ofMillis(20)),
                MemoryBudget.of(1 << 20),
                Duration.ofMinutes(5),
                DeliveryMetrics.NONE));
        app.start((now, before) -> System.out.println(now), error -> {
            error.printStackTrace();
            Runtime.getRuntime().halt(3);
        });
        Thread.currentThread().join();
    }

    private static Map<String, Object> config(String bootstrapServers, Path state) {
        return Map.ofEntries(
                Map.entry("application.id", LocalStreams.APPLICATION_ID),
                Map.entry("bootstrap.servers", bootstrapServers),
                Map.entry("processing.guarantee", "exactly_once_v2"),
                Map.entry("state.dir", state.toString()),
                Map.entry("replication.factor", "1"),
                Map.entry("commit.interval.ms", "100"),
                Map.entry("statestore.cache.max.bytes", "0"),
                Map.entry("ensure.explicit.internal.resource.naming", "true"),
                Map.entry("main.consumer.auto.offset.reset", "none"),
                Map.entry("main.consumer.session.timeout.ms", "1500"),
                Map.entry("main.consumer.heartbeat.interval.ms", "300"),
                Map.entry("main.consumer.max.poll.records", "200"),
                Map.entry("producer.transaction.timeout.ms", "10000"));
    }
}
