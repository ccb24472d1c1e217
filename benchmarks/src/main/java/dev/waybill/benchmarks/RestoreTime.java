package dev.waybill.benchmarks;

import dev.waybill.app.StreamsApp;
import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.kafka.DeliveryMetrics;
import dev.waybill.local.EmbeddedBroker;
import dev.waybill.local.FixedCatalog;
import dev.waybill.topology.DeliveryTopology;
import dev.waybill.topology.Placement;
import dev.waybill.wire.rule.TimeRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * How long an instance takes until it is ready again, everything re-read, with all events in open windows: with its disk, without it, and when
 * another instance with standby replicas takes over.
 *
 * <pre>
 * java -Xmx2g -cp 'benchmarks/target/lib/*' dev.waybill.benchmarks.RestoreTime events=3000000
 * </pre>
 *
 * Arguments as in {@link EndToEnd}. Run with {@code WAYBILL_LOG_LEVEL=info} it also shows how many records each partition re-read.
 */
public final class RestoreTime {
    private static final String APPLICATION = "benchmark-restore";
    /** A window from one 29 February to the next, so that it stays open. */
    private static final String EVERY = "0 0 29 2 *";

    private final EndToEnd input;
    private final int tenants;
    private final int partitions;

    private RestoreTime(String[] args) {
        this.input = new EndToEnd(args);
        this.tenants = (int) input.number("tenants", 200);
        this.partitions = (int) input.number("partitions", 4);
    }

    public static void main(String[] args) throws Exception {
        new RestoreTime(args).run();
        System.exit(0);
    }

    private void run() throws Exception {
        Path folder = Files.createTempDirectory("waybill-restore");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"));
                Admin admin = broker.admin()) {
            input.createTopics(broker);
            input.publish(broker);
            input.commitStart(broker, APPLICATION);
            StreamsApp first = app(broker, folder.resolve("first"), 0);
            long started = System.nanoTime();
            start(first, new Restored());
            await(() -> caughtUp(admin));
            System.out.printf(
                    "read and kept open in %d ms; changelog %d MiB%n", millisSince(started), changelog(admin));
            first.close();

            measure("with its disk", app(broker, folder.resolve("first"), 0)).close();
            measure("without its disk", app(broker, folder.resolve("second"), 0))
                    .close();
            takeOver(broker, folder);
        } finally {
            EndToEnd.delete(folder);
        }
    }

    private StreamsApp measure(String what, StreamsApp app) {
        Restored restored = new Restored();
        long started = System.nanoTime();
        start(app, restored);
        awaitRunning(app, partitions);
        System.out.printf(
                "%s: runs after %d ms, of which %d ms until the last store was restored; %d records restored%n",
                what, millisSince(started), restored.millisAfter(started), restored.records.get());
        return app;
    }

    private void takeOver(EmbeddedBroker broker, Path folder) {
        StreamsApp active = app(broker, folder.resolve("second"), 1);
        start(active, new Restored());
        awaitRunning(active, partitions);
        StreamsApp standby = app(broker, folder.resolve("third"), 1);
        start(standby, new Restored());
        await(() -> standby.state() == KafkaStreams.State.RUNNING && hasAll(standby));
        active.close();
        long started = System.nanoTime();
        awaitRunning(standby, partitions);
        System.out.printf(
                "a standby takes over: runs all tasks %d ms after the other has left%n", millisSince(started));
        standby.close();
    }

    /** Whether it holds every store, its own or as a standby; the marker that ends a transaction is never restored. */
    private boolean hasAll(StreamsApp app) {
        List<LagInfo> lags = app.streams().allLocalStorePartitionLags().values().stream()
                .flatMap(stores -> stores.values().stream())
                .toList();
        return lags.size() == partitions && lags.stream().allMatch(lag -> lag.offsetLag() <= 1);
    }

    private StreamsApp app(EmbeddedBroker broker, Path state, int standbys) {
        Map<String, Object> kafka = MeasuredProcess.kafka(APPLICATION, broker.bootstrapServers(), state.toString());
        kafka.put("num.standby.replicas", standbys);
        // An instance that was closed is only forgotten, and its partitions given away, after this.
        kafka.put("main.consumer.session.timeout.ms", "6000");
        kafka.put("main.consumer.heartbeat.interval.ms", "1500");
        return StreamsApp.create(
                kafka,
                new DeliveryTopology.Setup(
                        FixedCatalog.of(MeasuredProcess.exports(tenants, Variant.PLAIN, EVERY)),
                        Set.of(Source.DOWNLOAD),
                        Placement.AS_SENT,
                        MeasuredProcess.binder(),
                        MeasuredProcess.schemas(),
                        BatchSettings.DEFAULT,
                        MemoryBudget.of(128L << 20),
                        TimeRules.DEFAULT,
                        DeliveryMetrics.NONE),
                Optional.empty(),
                MeasuredProcess.PATIENCE);
    }

    private static void start(StreamsApp app, Restored restored) {
        app.streams().setGlobalStateRestoreListener(restored);
        app.start((now, before) -> {}, Throwable::printStackTrace);
    }

    private static void awaitRunning(StreamsApp app, int tasks) {
        await(() -> app.unready().isEmpty()
                && app.streams().metadataForLocalThreads().stream()
                                .mapToInt(thread -> thread.activeTasks().size())
                                .sum()
                        == tasks);
    }

    private boolean caughtUp(Admin admin) {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(APPLICATION)
                    .partitionsToOffsetAndMetadata()
                    .get();
            for (int partition = 0; partition < partitions; partition++) {
                TopicPartition source = new TopicPartition(Topics.input(Source.DOWNLOAD), partition);
                long end = admin.listOffsets(Map.of(source, OffsetSpec.latest()))
                        .partitionResult(source)
                        .get()
                        .offset();
                OffsetAndMetadata reached = committed.get(source);
                if (reached == null || reached.offset() < end) {
                    return false;
                }
            }
            return true;
        } catch (Exception e) {
            throw new IllegalStateException("cannot ask the broker", e);
        }
    }

    private static long changelog(Admin admin) throws Exception {
        return admin.describeLogDirs(List.of(1)).allDescriptions().get().values().stream()
                        .flatMap(dirs -> dirs.values().stream())
                        .flatMap(dir -> dir.replicaInfos().entrySet().stream())
                        .filter(replica -> replica.getKey().topic().endsWith("-changelog"))
                        .mapToLong(replica -> replica.getValue().size())
                        .sum()
                >> 20;
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    private static final class Restored implements StateRestoreListener {
        private final AtomicLong records = new AtomicLong();
        private volatile long lastEnd = System.nanoTime();

        long millisAfter(long started) {
            return Math.max(0, (lastEnd - started) / 1_000_000);
        }

        @Override
        public void onRestoreStart(TopicPartition partition, String store, long from, long to) {}

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long end, long restored) {}

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long total) {
            records.addAndGet(total);
            lastEnd = System.nanoTime();
        }
    }
}
