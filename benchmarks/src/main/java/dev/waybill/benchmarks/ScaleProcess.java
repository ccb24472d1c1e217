package dev.waybill.benchmarks;

import static dev.waybill.benchmarks.ChildCommands.say;

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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * One process of {@link TenThousandTenants} or {@link Soak}: {@code broker FOLDER}, {@code run FOLDER SERVERS}, both with
 * settings {@code name=value} behind, or {@code sink FOLDER SERVERS}. It obeys {@link ChildCommands}, the broker also {@code
 * traffic}; {@code known TENANT MILLIS} says when its snapshot has a change.
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
        switch (args[0]) {
            case "broker" -> {
                EmbeddedBroker broker = EmbeddedBroker.start(folder, settings(args, 2));
                say("ready", broker.bootstrapServers());
                Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
                ChildCommands.obey(Map.of("traffic", any -> BrokerTraffic.text()))
                        .join();
            }
            case "run" -> {
                ChildCommands.obey(Map.of());
                run(folder, args[2], settings(args, 3));
            }
            case "sink" -> {
                ChildCommands.obey(Map.of());
                sink(folder, args[2]);
            }
            default -> throw new IllegalArgumentException("no process is called " + args[0]);
        }
    }

    /** Those arguments from an index on, each {@code name=value}. */
    private static Map<String, String> settings(String[] args, int from) {
        return Arrays.stream(args)
                .skip(from)
                .map(arg -> arg.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    /** As the command {@code run} does it. */
    private static void run(Path folder, String servers, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "kafka.bootstrap.servers", servers,
                "kafka.state.dir", folder.toString(),
                "kafka.num.standby.replicas", "0",
                "kafka.replication.factor", "1",
                "registry.schema.registry.url", "none",
                "http.address", "127.0.0.1",
                "http.port", "0",
                "receipts.key", "off"));
        all.putAll(settings);
        AppConfig config = AppConfig.parse("", "", Map.of(), all);
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
}
