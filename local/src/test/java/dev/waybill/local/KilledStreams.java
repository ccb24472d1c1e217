package dev.waybill.local;

import dev.waybill.app.CatalogAccess;
import dev.waybill.app.PollInterval;
import dev.waybill.app.StreamsApp;
import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.reign.UnknownMembers;
import dev.waybill.cloud.FreePort;
import dev.waybill.config.ExportBinder;
import dev.waybill.contract.Source;
import dev.waybill.delivery.CatalogView;
import dev.waybill.http.HealthServer;
import dev.waybill.http.Listener;
import dev.waybill.kafka.DeliveryMetrics;
import dev.waybill.kafka.PollPatience;
import dev.waybill.kafka.receipt.ReceiptMetrics;
import dev.waybill.kafka.receipt.ReceiptProcessorSupplier;
import dev.waybill.spec.ExportSpec;
import dev.waybill.topology.DeliveryTopology;
import dev.waybill.topology.Placement;
import dev.waybill.wire.rule.TimeRules;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.TaskMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The Streams application in a process of its own, made to be killed: small blocks and runs, so that any moment may lie
 * between them. Prints its state and, when it runs, its tasks.
 */
final class KilledStreams {
    /** Option: {@code small} slices commit between a few parts, {@code large} ones emit all that is due at once. */
    static final String SLICES = "slices";
    /** Option: {@code true} brings the events of a tenant into one partition first. */
    static final String REPARTITION = "repartition";
    /** Option: how far an event's time may be ahead of its arrival, ISO-8601; five minutes unless set. */
    static final String FUTURE_SKEW = "future-skew";
    /** Option: rows older than this are stored, ISO-8601; five seconds unless set. */
    static final String REPLAY_DISTANCE = "replay-distance";
    /** Option: the id of the only export that is delivered, of all tenants; without it all are. */
    static final String EXPORT = "export";

    /** Option: secrets with this in their name are not there. */
    static final String HELD_BACK = "held-back";

    /** Option: where the brokers' addresses are for those who read the catalog; the same unless set. */
    static final String CATALOG = "catalog";
    /** Option: the port on which {@code /livez} and {@code /readyz} are served; not at all unless set. */
    static final String HEALTH = "health";

    /** Option: by how much the clock of whoever stamps the events is behind, ISO-8601; not at all unless set. */
    static final String CLOCK_BEHIND = "clock-behind";

    /** Option: {@code off} for no receipts; unless set they are signed with the key of a {@link ReceiptJudge}. */
    static final String RECEIPTS = "receipts";

    private KilledStreams() {}

    /**
     * Arguments: the brokers' addresses, the folder of the tenants and the registry, the folder of the state; then
     * options, {@code key=value}: those above, and any key of the Streams configuration.
     */
    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[1]);
        Map<String, String> options = new HashMap<>();
        for (int i = 3; i < arguments.length; i++) {
            String[] option = arguments[i].split("=", 2);
            options.put(option[0], option[1]);
        }
        String repartition = options.remove(REPARTITION);
        boolean large = "large".equals(options.remove(SLICES));
        String only = options.remove(EXPORT);
        String heldBack = options.remove(HELD_BACK);
        Duration futureSkew = duration(options.remove(FUTURE_SKEW), "PT5M");
        Duration replayDistance = duration(options.remove(REPLAY_DISTANCE), "PT5S");
        Duration clockBehind = duration(options.remove(CLOCK_BEHIND), "PT0S");
        String catalogServers = options.remove(CATALOG);
        String health = options.remove(HEALTH);
        boolean withReceipts = !"off".equals(options.remove(RECEIPTS));
        Map<String, Object> kafka = config(arguments[0], arguments[2], options);
        Map<String, Object> ofCatalog = new HashMap<>(kafka);
        ofCatalog.put("bootstrap.servers", catalogServers == null ? arguments[0] : catalogServers);
        PollPatience patience = new PollPatience(PollInterval.of(kafka));
        CatalogAccess catalog = CatalogAccess.start(ofCatalog, patience);
        catalog.awaitKnown();
        CatalogView view = new ChangedCatalog(catalog.view(), settings(futureSkew), only);
        BatchSettings batches = BatchSettings.DEFAULT
                .withSpread(Duration.ZERO)
                .withRememberedIds(1 << 20)
                .withReplayDistance(replayDistance)
                .withBlocks(4 << 10)
                .withSlices(large ? 8 << 20 : 16 << 10, large ? 1_000 : 4, Duration.ofMillis(large ? 500 : 20));
        Optional<ReceiptProcessorSupplier.Issue> receipts = withReceipts
                ? Optional.of(new ReceiptProcessorSupplier.Issue(
                        view,
                        new ReceiptJudge(root).signer(),
                        ExportSpec::receipts,
                        batches::spreadOffset,
                        ReceiptMetrics.NONE))
                : Optional.empty();
        StreamsApp app = StreamsApp.create(
                kafka,
                new DeliveryTopology.Setup(
                        view,
                        EnumSet.of(Source.DOWNLOAD),
                        Placement.ofRepartition("true".equals(repartition)),
                        ExportBinder.forCurrentSchemas(reference -> secret(reference, heldBack)),
                        LocalRegistry.open(root.resolve("schemas")),
                        batches,
                        MemoryBudget.of(1 << 20),
                        TimeRules.DEFAULT,
                        DeliveryMetrics.NONE),
                receipts,
                patience,
                Clock.offset(Clock.systemUTC(), clockBehind.negated()));
        Runtime.getRuntime().addShutdownHook(new Thread(app::close));
        app.start((now, before) -> print(now, app), error -> {
            error.printStackTrace();
            Runtime.getRuntime().halt(3);
        });
        catalog.guard(app.streams());
        if (health != null) {
            HealthServer.start(
                    Listener.open(new InetSocketAddress(FreePort.HOST, Integer.parseInt(health))),
                    new HealthServer.Content(
                            List.of(app::dead), List.of(catalog::unready, app::unready), List::of, () -> ""));
        }
        Thread.currentThread().join();
    }

    private static PlatformSettings settings(Duration futureSkew) {
        return new PlatformSettings(
                Instant.EPOCH,
                64 << 10,
                Duration.ZERO,
                Duration.ofHours(1),
                futureSkew,
                PlatformSettings.DEFAULT.history(),
                UnknownMembers.NONE);
    }

    private static String secret(String reference, @Nullable String heldBack) {
        if (heldBack != null && reference.contains(heldBack)) {
            throw new IllegalArgumentException("the secret is not there");
        }
        return "a key of thirty-two bytes or more";
    }

    private static Duration duration(@Nullable String text, String otherwise) {
        return Duration.parse(text == null ? otherwise : text);
    }

    private static void print(KafkaStreams.State now, StreamsApp app) {
        Set<String> active = new TreeSet<>();
        Set<String> standby = new TreeSet<>();
        if (now == KafkaStreams.State.RUNNING) {
            app.streams().metadataForLocalThreads().forEach(thread -> {
                thread.activeTasks().stream().map(KilledStreams::id).forEach(active::add);
                thread.standbyTasks().stream().map(KilledStreams::id).forEach(standby::add);
            });
        }
        System.out.println(now + " active=" + active + " standby=" + standby);
    }

    private static String id(TaskMetadata task) {
        return task.taskId().toString();
    }

    private static Map<String, Object> config(String bootstrapServers, String state, Map<String, String> options) {
        Map<String, Object> config = new HashMap<>(Map.ofEntries(
                Map.entry("application.id", LocalStreams.APPLICATION_ID),
                Map.entry("bootstrap.servers", bootstrapServers),
                Map.entry("processing.guarantee", "exactly_once_v2"),
                Map.entry("state.dir", state),
                Map.entry("replication.factor", "1"),
                Map.entry("commit.interval.ms", "100"),
                Map.entry("statestore.cache.max.bytes", "0"),
                Map.entry("ensure.explicit.internal.resource.naming", "true"),
                Map.entry("main.consumer.auto.offset.reset", "none"),
                Map.entry("main.consumer.session.timeout.ms", "1500"),
                Map.entry("main.consumer.heartbeat.interval.ms", "300"),
                Map.entry("main.consumer.max.poll.records", "200"),
                Map.entry("producer.transaction.timeout.ms", "5000"),
                // What is sent reaches the brokers at once, so that a kill hits between a part and the state about it.
                Map.entry("producer.linger.ms", "0")));
        config.putAll(options);
        return config;
    }
}
