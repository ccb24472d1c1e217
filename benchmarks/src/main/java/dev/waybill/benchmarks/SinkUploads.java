package dev.waybill.benchmarks;

import dev.waybill.local.EmbeddedBroker;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.S3Destination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What an object costs the sink: parts of a stated size wait in the delivery topic, and a Connect worker with the sink, a process
 * of its own, puts them into the local store, which is another process, under roles. Only the worker's CPU time counts, but all of
 * that: consumer, Connect, compiler and collector too.
 *
 * <pre>
 * mvn -q -Dquick -pl benchmarks -am package
 * WAYBILL_LOG_LEVEL=error java -cp 'benchmarks/target/lib/*' dev.waybill.benchmarks.SinkUploads
 * </pre>
 *
 * Arguments, each {@code name=value}: {@code sizes} (4,64,1024; KiB, one after the other, each with processes of its own),
 * {@code objects} (30000) and {@code mib} (1500), the most that are put of each size, {@code tenants} (200), {@code rounds} (1),
 * {@code jvm} (extra JVM flags of the worker, separated by spaces). The first third of the objects is not counted. It fails if an
 * object is missing in the store or has another size.
 */
public final class SinkUploads {
    private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int KIB = 1024;

    private final EndToEnd options;

    private SinkUploads(String[] args) {
        this.options = new EndToEnd(args);
    }

    /** What the processes have used up to a moment. */
    private record Used(long objects, long nanos, Duration sink, long allocatedBytes, Duration store) {
        static Used now(MeasuredChild sink, MeasuredChild store) throws Exception {
            return new Used(ask(sink, "stated"), System.nanoTime(), sink.cpu(), ask(sink, "allocated"), store.cpu());
        }
    }

    public static void main(String[] args) throws Exception {
        new SinkUploads(args).run();
        System.exit(0);
    }

    private void run() throws Exception {
        for (long round = 0; round < options.number("rounds", 1); round++) {
            for (String size : options.text("sizes", "4,64,1024").split(",")) {
                measure(Integer.parseInt(size) * KIB);
            }
        }
    }

    private void measure(int size) throws Exception {
        long objects = Math.min(options.number("objects", 30_000), options.number("mib", 1_500) * KIB * KIB / size);
        Instant begin = Instant.now().truncatedTo(ChronoUnit.HOURS);
        List<ExportSpec> exports = MeasuredProcess.exports(
                (int) options.number("tenants", 200),
                Variant.GZIP,
                options.every(),
                tenant ->
                        S3Destination.ofRole(DeliveryTime.bucket(tenant), "", "eu-west-1", DeliveryTime.role(tenant)));
        Path folder = Files.createTempDirectory("waybill-uploads");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
            options.createTopics(broker);
            DeliveryTime.writeCatalog(broker, begin, exports);
            new UploadParts(exports, begin, size).publish(broker.bootstrapServers(), objects);
            upload(folder, broker.bootstrapServers(), objects, size);
            requireAll(folder.resolve("buckets"), objects, size);
        } finally {
            EndToEnd.delete(folder);
        }
    }

    private void upload(Path folder, String servers, long objects, int size) throws Exception {
        try (MeasuredChild store = MeasuredChild.start(
                folder.resolve("store.log"),
                List.of("-Xmx512m"),
                SoakStore.class,
                List.of(folder.toString(), servers))) {
            List<String> args = new ArrayList<>(List.of(servers));
            args.addAll(List.of(store.await("ready").split(" ")));
            try (MeasuredChild sink = MeasuredChild.start(folder.resolve("sink.log"), jvm(), SoakSink.class, args)) {
                sink.await("ready");
                await(sink, objects / 3);
                Used before = Used.now(sink, store);
                await(sink, objects);
                report(size, before, Used.now(sink, store));
            }
        }
    }

    private List<String> jvm() {
        List<String> flags = new ArrayList<>(List.of("-Xmx1g", "-XX:+UseSerialGC"));
        Arrays.stream(options.text("jvm", "").split(" "))
                .filter(flag -> !flag.isBlank())
                .forEach(flags::add);
        return flags;
    }

    private static void await(MeasuredChild sink, long objects) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (ask(sink, "stated") < objects) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the sink has not delivered " + objects + " objects");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static long ask(MeasuredChild sink, String what) throws Exception {
        sink.tell(what);
        return Long.parseLong(sink.await(what));
    }

    private static void report(int size, Used before, Used after) {
        double objects = after.objects - before.objects;
        double micros = after.sink.minus(before.sink).toNanos() / 1000.0;
        System.out.printf(
                Locale.ROOT,
                "result kib=%d objects=%.0f micros-per-object=%.0f micros-per-mib=%.0f objects-per-second=%.0f"
                        + " allocated-kib-per-object=%.1f store-micros-per-object=%.0f micros-until-then=%.0f%n",
                size / KIB,
                objects,
                micros / objects,
                micros / objects * KIB * KIB / size,
                objects / ((after.nanos - before.nanos) / 1e9),
                (after.allocatedBytes - before.allocatedBytes) / objects / KIB,
                after.store.minus(before.store).toNanos() / 1000.0 / objects,
                before.sink.toNanos() / 1000.0 / before.objects);
    }

    private static void requireAll(Path buckets, long objects, int size) throws IOException {
        long found = 0;
        try (Stream<Path> files = Files.walk(buckets)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.size(file) != size) {
                    throw new IllegalStateException(file + " has " + Files.size(file) + " bytes, not " + size);
                }
                found++;
            }
        }
        if (found != objects) {
            throw new IllegalStateException(found + " of " + objects + " objects are in the store");
        }
    }
}
