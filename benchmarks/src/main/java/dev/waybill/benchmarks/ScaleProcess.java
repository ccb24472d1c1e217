package dev.waybill.benchmarks;

import dev.waybill.app.Lifecycle;
import dev.waybill.app.RunningApp;
import dev.waybill.catalog.record.CatalogKey;
import dev.waybill.catalog.record.TenantKey;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.clients.RealClients;
import dev.waybill.config.AppConfig;
import dev.waybill.local.EmbeddedBroker;
import dev.waybill.local.LocalDelivery;
import dev.waybill.secrets.SecretReferences;
import dev.waybill.sink.catalog.SharedCatalog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * One process of {@link TenThousandTenants}: {@code broker FOLDER}, {@code run FOLDER SERVERS} or {@code sink FOLDER
 * SERVERS}. On {@code heap} it says how many MiB are in use after a full collection; {@code known TENANT MILLIS} says when
 * its snapshot has a change. It ends with its standard input.
 */
final class ScaleProcess {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration CLOSE = Duration.ofSeconds(25);
    private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();
    /** Above it is the first read, and no change. */
    private static final int CHANGES = 1_000;

    private ScaleProcess() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        Thread commands = new Thread(ScaleProcess::obey, "commands");
        commands.setDaemon(true);
        switch (args[0]) {
            case "broker" -> {
                EmbeddedBroker broker = EmbeddedBroker.start(folder);
                say("ready", broker.bootstrapServers());
                Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
                commands.start();
                commands.join();
            }
            case "run" -> {
                commands.start();
                run(folder, args[2]);
            }
            case "sink" -> {
                commands.start();
                sink(folder, args[2]);
            }
            default -> throw new IllegalArgumentException("no process is called " + args[0]);
        }
    }

    private static void obey() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("heap")) {
                    System.gc();
                    say(
                            "heap",
                            ManagementFactory.getMemoryMXBean()
                                            .getHeapMemoryUsage()
                                            .getUsed()
                                    >> 20);
                }
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
        Runtime.getRuntime().halt(1);
    }

    /** As the command {@code run} does it. */
    private static void run(Path folder, String servers) {
        AppConfig config = AppConfig.parse(
                "",
                "",
                Map.of(),
                Map.of(
                        "kafka.bootstrap.servers", servers,
                        "kafka.state.dir", folder.toString(),
                        "kafka.num.standby.replicas", "0",
                        "kafka.replication.factor", "1",
                        "registry.schema.registry.url", "none",
                        "http.address", "127.0.0.1",
                        "http.port", "0"));
        RunningApp app = RunningApp.create(config, new SecretReferences(Map.of()));
        app.listen((now, changed) -> {
            if (changed.size() < CHANGES) {
                long millis = System.currentTimeMillis();
                changed.stream().map(CatalogKey::text).forEach(key -> say("known", key + " " + millis));
            }
        });
        say("port", app.address().getPort());
        Lifecycle lifecycle = new Lifecycle(app, CLOSE);
        Runtime.getRuntime().addShutdownHook(new Thread(lifecycle::stop));
        lifecycle.run();
    }

    /** A Connect worker with the sink, and the store that it delivers to. */
    private static void sink(Path folder, String servers) {
        Map<String, Object> client = Map.of("bootstrap.servers", servers);
        CatalogSnapshot catalog;
        try (CatalogReader reader = CatalogReader.of(new KafkaCatalogTopic(new RealClients(), client))) {
            catalog = reader.read(PATIENCE).snapshot();
        }
        try (LocalDelivery delivery = LocalDelivery.start(folder, catalog.lastSpecs(any -> {}), servers);
                SharedCatalog shared = SharedCatalog.open(client)) {
            say("ready", delivery.buckets());
            for (CatalogSnapshot known = catalog; ; ) {
                LockSupport.parkNanos(LOOK_NANOS);
                CatalogSnapshot now = shared.knowledge().snapshot();
                if (now != known) {
                    sayChanges(known, now, System.currentTimeMillis());
                    known = now;
                }
            }
        }
    }

    private static void sayChanges(CatalogSnapshot before, CatalogSnapshot now, long millis) {
        now.tenantIds().stream()
                .filter(tenant -> now.offset(new TenantKey(tenant)) != before.offset(new TenantKey(tenant)))
                .limit(CHANGES)
                .forEach(tenant -> say("known", tenant + " " + millis));
    }

    private static void say(String word, Object text) {
        System.out.println(">" + word + " " + text);
    }
}
