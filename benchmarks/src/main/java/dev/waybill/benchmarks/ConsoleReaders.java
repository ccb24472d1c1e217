package dev.waybill.benchmarks;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.contract.ExportId;
import dev.waybill.control.console.access.Access;
import dev.waybill.control.console.access.Caller;
import dev.waybill.control.console.access.TokenEntry;
import dev.waybill.control.console.access.TokenText;
import dev.waybill.control.console.http.ConsoleServer;
import dev.waybill.control.console.http.ListenAddress;
import dev.waybill.control.console.http.Site;
import dev.waybill.control.console.page.FrameViews;
import dev.waybill.control.console.read.ReadOperations;
import dev.waybill.control.console.state.ConsoleState;
import dev.waybill.control.console.state.ConsoleWatch;
import dev.waybill.control.console.state.ExportQuery;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What many readers of a console cost delivery: {@link EndToEnd} runs in processes of its own, without and with readers of the lists
 * and of the status of single exports, over HTTP. The console follows made-up topics of many tenants all the time, so that the
 * readers are all the difference.
 *
 * <pre>
 * java -Xmx1g -cp 'benchmarks/target/lib/*' dev.waybill.benchmarks.ConsoleReaders [readers] [pause] [tenants] [EndToEnd's arguments]
 * </pre>
 *
 * Arguments: {@code readers} (200), how many milliseconds each rests between two questions (1000), {@code tenants} (10000).
 */
public final class ConsoleReaders {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final URI console;
    private final String token;
    private final List<ExportId> exports;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> failed = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());

    private ConsoleReaders(URI console, String token, List<ExportId> exports) {
        this.console = console;
        this.token = token;
        this.exports = exports;
    }

    public static void main(String[] args) throws Exception {
        int readers = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        int pause = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
        int tenants = args.length > 2 ? Integer.parseInt(args[2]) : 10_000;
        String[] delivery = args.length > 3
                ? Arrays.copyOfRange(args, 3, args.length)
                : new String[] {"events=1000000", "variants=plain"};
        CatalogSnapshot catalog = ConsoleFollowing.catalog(tenants);
        List<ExportId> exports = ConsoleFollowing.exports(catalog);
        Instant first = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(3));
        Knowledge knowledge = Knowledge.of(catalog, Instant.now());
        Clock clock = Clock.systemUTC();
        String token = TokenText.newToken();
        List<TokenEntry> tokens =
                List.of(new TokenEntry(Caller.operator("reader"), TokenText.hash(token), Optional.empty()));
        try (ConsoleWatch watch = ConsoleWatch.start(new ConsoleWatch.Setup(
                        new SpokenTopics(exports, first, 2),
                        Map.of(),
                        () -> knowledge,
                        "waybill",
                        id -> Optional.empty(),
                        Optional.empty()));
                ConsoleServer server = ConsoleServer.start(
                        ListenAddress.safe(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty()),
                        new Site(
                                ReadOperations.all(watch.state(), () -> knowledge, Optional::empty, clock),
                                List.of(),
                                new FrameViews(),
                                new Access(() -> tokens, clock),
                                clock,
                                (what, status, took) -> {}))) {
            awaitReady(watch.state());
            ConsoleReaders load = new ConsoleReaders(server.uri(), token, exports);
            System.out.println("without readers:");
            deliver(delivery);
            System.out.printf("with %d readers:%n", readers);
            load.during(readers, pause, () -> deliver(delivery));
        }
        System.exit(0);
    }

    private static void awaitReady(ConsoleState state) throws InterruptedException {
        while (!state.isReady() || state.exports(ExportQuery.all(1)).exports().isEmpty()) {
            Thread.sleep(20);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Says itself what an event costs. */
    private static void deliver(String... args) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-Xmx1g",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                EndToEnd.class.getName()),
                        Stream.of(args))
                .toList();
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException("delivery ended with " + exit);
        }
    }

    private void during(int readers, int pause, Work work) throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < readers; i++) {
            Random random = new Random(i);
            Thread thread = new Thread(() -> read(random, pause, end), "reader-" + i);
            thread.start();
            threads.add(thread);
        }
        long cpu = cpuNanos();
        long began = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
        double share = (cpuNanos() - cpu) / NANOS_PER_SECOND / seconds;
        end.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failed.isEmpty()) {
            throw new IllegalStateException("readers have failed: " + failed.get(0) + " and others: " + failed.size());
        }
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "readers: %.0f answers a second; p50 %.1f ms, p99 %.1f ms; console and readers take %.2f cores%n",
                sorted.length / seconds,
                sorted[sorted.length / 2] / NANOS_PER_MILLI,
                sorted[sorted.length * 99 / 100] / NANOS_PER_MILLI,
                share);
    }

    private void read(Random random, int pause, CountDownLatch end) {
        try {
            while (!end.await(pause == 0 ? 0 : random.nextInt(2 * pause), TimeUnit.MILLISECONDS)) {
                long began = System.nanoTime();
                HttpRequest request = HttpRequest.newBuilder(console.resolve(question(random)))
                        .header("Authorization", "Bearer " + token)
                        .build();
                int status = client.send(request, BodyHandlers.discarding()).statusCode();
                if (status != 200) {
                    failed.add(request.uri() + ": " + status);
                    return;
                }
                nanos.add(System.nanoTime() - began);
            }
        } catch (IOException | InterruptedException e) {
            failed.add(e.toString());
        }
    }

    /** Three lists and a look at all for six exports. */
    private String question(Random random) {
        ExportId export = exports.get(random.nextInt(exports.size()));
        return switch (random.nextInt(10)) {
            case 0, 1 -> "/api/v1/exports?sort=state&limit=100";
            case 2 -> "/api/v1/exports?limit=100&text=" + export.tenant();
            case 3 -> "/api/v1/overview";
            default -> "/api/v1/tenants/" + export.tenant() + "/exports/" + export.export();
        };
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
