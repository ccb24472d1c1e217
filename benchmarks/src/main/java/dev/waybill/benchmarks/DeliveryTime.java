package dev.waybill.benchmarks;

import dev.waybill.app.StreamsApp;
import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.batch.Part;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.contract.Source;
import dev.waybill.local.EmbeddedBroker;
import dev.waybill.local.FixedCatalog;
import dev.waybill.local.LocalDelivery;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.S3Destination;
import dev.waybill.topology.DeliveryTopology;
import dev.waybill.topology.Placement;
import dev.waybill.wire.rule.TimeRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * How long after it might be emitted an object is in its bucket: events are published as they happen, through the whole
 * of Waybill, in this process, to the local store with roles and signed requests.
 *
 * <pre>
 * WAYBILL_LOG_LEVEL=error java -Xmx2g -cp 'benchmarks/target/lib/*' dev.waybill.benchmarks.DeliveryTime \
 *     events=600000 rate=2000 'every=* * * * *'
 * </pre>
 *
 * Arguments as in {@link EndToEnd}, and {@code spread} (60), the setting of that name, seconds. Publishing takes events / rate
 * seconds; windows that are still open then, and nothing follows, are reported apart.
 */
public final class DeliveryTime implements PartMetrics {
    private static final String APPLICATION = "benchmark-delivery";
    private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int PERCENT = 100;

    private final EndToEnd input;
    private final BatchSettings settings;
    private final Queue<Emitted> parts = new ConcurrentLinkedQueue<>();
    private final AtomicLong emittedEvents = new AtomicLong();

    private DeliveryTime(String[] args) {
        this.input = new EndToEnd(args);
        this.settings = BatchSettings.DEFAULT.withSpread(Duration.ofSeconds(input.number("spread", 60)));
    }

    private record Emitted(Part part, long atMillis) {}

    public static void main(String[] args) throws Exception {
        new DeliveryTime(args).run();
        System.exit(0);
    }

    private void run() throws Exception {
        Path folder = Files.createTempDirectory("waybill-delivery");
        List<ExportSpec> exports = MeasuredProcess.exports(
                (int) input.number("tenants", 200),
                Variant.GZIP,
                input.every(),
                tenant -> S3Destination.ofRole(bucket(tenant), "", "eu-west-1", role(tenant)));
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
            input.createTopics(broker);
            input.commitStart(broker, APPLICATION);
            try (StreamsApp app = app(broker, folder.resolve("streams"), exports);
                    LocalDelivery delivery =
                            LocalDelivery.start(folder.resolve("local"), exports, broker.bootstrapServers())) {
                app.start((now, before) -> {}, Throwable::printStackTrace);
                input.publishLive(broker);
                long stopped = System.currentTimeMillis();
                awaitAll(delivery.buckets());
                report("while events came", stopped, delivery.buckets(), false);
                report("after the last event", stopped, delivery.buckets(), true);
            }
        } finally {
            EndToEnd.delete(folder);
        }
    }

    private StreamsApp app(EmbeddedBroker broker, Path state, List<ExportSpec> exports) {
        return StreamsApp.create(
                MeasuredProcess.kafka(APPLICATION, broker.bootstrapServers(), state.toString()),
                new DeliveryTopology.Setup(
                        FixedCatalog.of(exports),
                        Set.of(Source.DOWNLOAD),
                        Placement.AS_SENT,
                        MeasuredProcess.binder(),
                        MeasuredProcess.schemas(),
                        settings,
                        MemoryBudget.quarterOfHeap(),
                        TimeRules.DEFAULT,
                        this),
                Optional.empty(),
                MeasuredProcess.PATIENCE);
    }

    private static String bucket(String tenant) {
        return tenant + "-logs";
    }

    private static String role(String tenant) {
        return "arn:aws:iam::%012d:role/LogsWriter".formatted(Integer.toUnsignedLong(tenant.hashCode()));
    }

    private void awaitAll(Path buckets) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (emittedEvents.get() < input.events()
                || !parts.stream().allMatch(emitted -> Files.exists(file(buckets, emitted.part())))) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(emittedEvents + " of " + input.events() + " events were emitted in "
                        + parts.size() + " parts, and not all of these delivered");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static Path file(Path buckets, Part part) {
        return buckets.resolve(bucket(part.export().tenant())).resolve(part.object());
    }

    private long mayBeEmittedMillis(Part part) {
        return part.window().end().plus(PlatformSettings.DEFAULT.slack()).toEpochMilli()
                + settings.spreadOffset(part.export()).toMillis();
    }

    private void report(String when, long stopped, Path buckets, boolean dueAfterwards) throws IOException {
        List<Emitted> chosen = parts.stream()
                .filter(emitted -> mayBeEmittedMillis(emitted.part()) > stopped == dueAfterwards)
                .toList();
        long[] emitted = new long[chosen.size()];
        long[] delivered = new long[chosen.size()];
        for (int i = 0; i < delivered.length; i++) {
            Part part = chosen.get(i).part();
            emitted[i] = chosen.get(i).atMillis() - mayBeEmittedMillis(part);
            delivered[i] = Files.getLastModifiedTime(file(buckets, part)).toMillis() - mayBeEmittedMillis(part);
        }
        print(when, "emitted", emitted);
        print(when, "in the bucket", delivered);
    }

    private static void print(String when, String what, long[] millis) {
        Arrays.sort(millis);
        if (millis.length > 0) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d objects %s after ms: p50=%d p99=%d max=%d%n",
                    when,
                    millis.length,
                    what,
                    millis[millis.length / 2],
                    millis[(millis.length * (PERCENT - 1) + PERCENT - 1) / PERCENT - 1],
                    millis[millis.length - 1]);
        }
    }

    @Override
    public void emitted(Part part) {
        parts.add(new Emitted(part, System.currentTimeMillis()));
        emittedEvents.addAndGet(part.events());
    }
}
