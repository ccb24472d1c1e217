package dev.waybill.benchmarks;

import dev.waybill.app.StreamsApp;
import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.batch.Part;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.topic.CatalogWriter;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.catalog.topic.Outcome;
import dev.waybill.catalog.topic.Written;
import dev.waybill.clients.RealClients;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.delivery.CatalogView;
import dev.waybill.local.EmbeddedBroker;
import dev.waybill.local.FixedCatalog;
import dev.waybill.local.LocalDelivery;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.S3Destination;
import dev.waybill.topology.DeliveryTopology;
import dev.waybill.topology.Placement;
import dev.waybill.verify.receipt.ReceiptName;
import dev.waybill.wire.rule.TimeRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * How long after it might be emitted an object is in its bucket: events are published as they happen, through the whole
 * of Waybill, in this process, to the local store with roles and signed requests.
 *
 * <pre>
 * WAYBILL_LOG_LEVEL=error java -Xmx2g -cp 'benchmarks/target/lib/*' dev.waybill.benchmarks.DeliveryTime \
 *     events=600000 rate=2000 'every=* * * * *'
 * </pre>
 *
 * Arguments as in {@link EndToEnd}; {@code spread} (60), the setting of that name, seconds; and {@code warm-up} (0), minutes:
 * what may be emitted until then is reported apart. Publishing takes events / rate seconds; windows that are still open then,
 * and nothing follows, are reported apart, too. With {@code receipts=1} windows of a minute get receipts, and it is reported how
 * long these took after all source partitions had passed their windows.
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
        Instant begin = Instant.now().truncatedTo(ChronoUnit.HOURS);
        List<ExportSpec> exports = MeasuredProcess.exports(
                (int) input.number("tenants", 200),
                Variant.GZIP,
                input.every(),
                tenant -> S3Destination.ofRole(bucket(tenant), "", "eu-west-1", role(tenant)));
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
            input.createTopics(broker);
            input.commitStart(broker, APPLICATION);
            writeCatalog(broker, begin, exports);
            try (StreamsApp app = app(broker, folder.resolve("streams"), FixedCatalog.beginning(begin, exports));
                    LocalDelivery delivery =
                            LocalDelivery.start(folder.resolve("local"), exports, broker.bootstrapServers())) {
                app.start((now, before) -> {}, Throwable::printStackTrace);
                Instant first = Instant.now().truncatedTo(ChronoUnit.MINUTES);
                input.publishLive(broker);
                long stopped = System.currentTimeMillis();
                awaitAll(delivery.buckets());
                long warm = first.plus(Duration.ofMinutes(input.number("warm-up", 0)))
                        .toEpochMilli();
                report("during the warm-up", 0, warm, delivery.buckets());
                report("while events came", warm, stopped, delivery.buckets());
                report("after the last event", stopped, Long.MAX_VALUE, delivery.buckets());
                if (hasReceipts()) {
                    awaitReceipts(delivery.buckets());
                    print(
                            "all the time",
                            "receipts after all partitions",
                            ReceiptDelay.read(broker.bootstrapServers())
                                    .of(
                                            delivery.buckets(),
                                            first,
                                            Duration.ofMinutes(1),
                                            PlatformSettings.DEFAULT.slack(),
                                            (int) input.number("partitions", 4)));
                }
            }
        } finally {
            EndToEnd.delete(folder);
        }
    }

    static void writeCatalog(EmbeddedBroker broker, Instant begin, List<ExportSpec> exports) {
        broker.createTopics(
                List.of(new NewTopic(Topics.CATALOG, 1, (short) 1).configs(KafkaCatalogTopic.TOPIC_CONFIG)));
        Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (KafkaCatalogTopic topic = new KafkaCatalogTopic(new RealClients(), client)) {
            Outcome outcome = new CatalogWriter(topic).write(FixedCatalog.change(begin, exports));
            if (!(outcome instanceof Written)) {
                throw new IllegalStateException("the catalog was not written: " + outcome);
            }
        }
    }

    private boolean hasReceipts() {
        return input.number("receipts", 0) == 1;
    }

    /** Until each part that was emitted belongs to a window that has its receipt. */
    private void awaitReceipts(Path buckets) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!parts.stream().map(Emitted::part).allMatch(part -> Files.exists(receipt(buckets, part)))) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not every window has its receipt");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static Path receipt(Path buckets, Part part) {
        return buckets.resolve(bucket(part.export().tenant()))
                .resolve(ReceiptName.of(part.export().export(), part.window().start()));
    }

    private StreamsApp app(EmbeddedBroker broker, Path state, CatalogView catalog) {
        return StreamsApp.create(
                MeasuredProcess.kafka(APPLICATION, broker.bootstrapServers(), state.toString()),
                new DeliveryTopology.Setup(
                        catalog,
                        Set.of(Source.DOWNLOAD),
                        Placement.AS_SENT,
                        MeasuredProcess.binder(),
                        MeasuredProcess.schemas(),
                        settings,
                        MemoryBudget.quarterOfHeap(),
                        TimeRules.DEFAULT,
                        this),
                hasReceipts() ? Optional.of(MeasuredProcess.receipts(catalog, settings)) : Optional.empty(),
                MeasuredProcess.PATIENCE);
    }

    static String bucket(String tenant) {
        return tenant + "-logs";
    }

    static String role(String tenant) {
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

    /** Reports on what might be emitted after the first of these times, and no later than the second. */
    private void report(String when, long afterMillis, long throughMillis, Path buckets) throws IOException {
        List<Emitted> chosen = parts.stream()
                .filter(emitted -> mayBeEmittedMillis(emitted.part()) > afterMillis
                        && mayBeEmittedMillis(emitted.part()) <= throughMillis)
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
