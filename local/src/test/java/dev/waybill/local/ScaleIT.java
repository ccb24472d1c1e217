package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.spec.SpecReader;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.topics.InputTimestamps;
import dev.waybill.topics.StartOffsets;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicSettings;
import dev.waybill.verify.check.ExportTotals;
import dev.waybill.verify.check.Summary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three brokers, and up to three processes of the Streams application that share the work, with standby replicas. While
 * events are published, processes are added, killed with SIGKILL and stopped, and brokers are restarted; the sink is
 * killed, too. In the end the committed parts hold every event exactly once; what was delivered is what the receipts of all
 * windows say; and the parts are, name for name and so byte for byte, those that one process makes of the same log with nothing
 * happening to it.
 *
 * <p>{@code -Dscale.rounds=N} does it N times instead of once.
 */
class ScaleIT {
    private static final int ROUNDS = Integer.getInteger("scale.rounds", 1);
    private static final long SEED = Long.getLong("scale.seed", 20_260_304L);
    private static final FlowTenants TENANTS = new FlowTenants(8);
    private static final int BURST = 20;
    private static final Duration LONGEST_WINDOW = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final TopicSettings TOPICS = new TopicSettings(
            3, 2, 6, 4, InputTimestamps.LOG_APPEND_TIME, Duration.ofDays(7), 10L << 30, Duration.ofDays(7));

    @TempDir
    Path folder;

    private ReceiptJudge judge;
    private int started;

    @Test
    void sharesTheWorkAndDeliversEveryEventOnceWhateverComesAndGoes() throws Exception {
        // Given
        Random random = new Random(SEED);
        long begun = System.nanoTime();
        prepareTenants();
        try (ThreeBrokers cluster = ThreeBrokers.start(folder.resolve("brokers"))) {
            createTopics(cluster, LocalStreams.APPLICATION_ID);
            try (DeliveredRows delivered = new DeliveredRows(
                            TopicReader.committed(cluster.bootstrapServers(), TENANTS.topics("once-a")));
                    KilledSink sink =
                            KilledSink.start(folder.resolve("sink"), cluster.bootstrapServers(), 3, places());
                    EventFlow flow = new EventFlow(producer(cluster), TENANTS, BURST, SEED + 1)) {
                List<ChildProcess> running = new ArrayList<>();
                List<ChildProcess> all = new ArrayList<>();
                try {
                    // When
                    start(cluster, running, all);
                    delivered.awaitParts(PATIENCE, running);
                    for (int round = 0; round < ROUNDS; round++) {
                        start(cluster, running, all);
                        start(cluster, running, all);
                        awaitShared(running);
                        delivered.awaitParts(PATIENCE, running);
                        cluster.restart(random.nextInt(3));
                        running.remove(random.nextInt(3)).kill();
                        awaitDeliveredBy(sink);
                        sink.killAndStartAgain();
                        delivered.awaitParts(PATIENCE, running);
                        running.remove(random.nextInt(2)).stop();
                        cluster.restart(random.nextInt(3));
                        delivered.awaitParts(PATIENCE, running);
                    }
                    flow.stop();
                    Instant ends = Instant.now().plus(LONGEST_WINDOW);

                    // Then
                    awaitAll(delivered, flow);
                    judge(flow, ends);
                    sink.requireAlive();
                } finally {
                    for (ChildProcess process : all) {
                        process.kill();
                    }
                }
                System.out.printf(
                        "%d rounds (seed %d), %d processes: %d records published, %d different events; %d parts with %d"
                                + " rows; %d s%n",
                        ROUNDS,
                        SEED,
                        started,
                        flow.records(),
                        flow.copies().size(),
                        delivered.parts(),
                        delivered.rows(),
                        (System.nanoTime() - begun) / 1_000_000_000);
                delivered
                        .byEvent()
                        .forEach((id, times) -> assertThat(times)
                                .as(id)
                                .isEqualTo(Map.of(
                                        "once-a", 1, "copies", flow.copies().get(id))));
                assertThat(delivered.byEvent().keySet()).isEqualTo(flow.copies().keySet());
                assertThat(delivered.objects()).hasSize(delivered.parts());
                assertThat(undisturbed(cluster, flow)).isEqualTo(delivered.objects());
            }
        }
    }

    private Path places() {
        return folder.resolve("delivered");
    }

    /** Waits until the sink has delivered something that was not there before. */
    private void awaitDeliveredBy(KilledSink sink) throws Exception {
        int before = DeliveredFiles.in(places()).size();
        await().atMost(PATIENCE)
                .failFast(sink::requireAlive)
                .untilAsserted(() -> assertThat(DeliveredFiles.in(places())).hasSizeGreaterThan(before));
    }

    /** What was delivered to each tenant is what the receipts of all windows say, and these say what was published. */
    private void judge(EventFlow flow, Instant ends) {
        for (String tenant : TENANTS.all()) {
            Summary summary = judge.awaitClean(() -> places().resolve(tenant), ends);
            long records = flow.recordsOf(tenant);
            long events = flow.eventsOf(tenant);
            assertThat(summary.exports())
                    .extracting(
                            ExportTotals::export,
                            export -> export.counts().read(),
                            export -> export.counts().delivered(),
                            export -> export.counts().duplicate())
                    .containsExactly(
                            tuple("copies", records, records, 0L), tuple("once-a", records, events, records - events));
            assertThat(summary.rows().orElseThrow().unsummed()).isZero();
        }
    }

    /** The objects that one process makes of the log, under another application id, so with state of its own. */
    private Set<String> undisturbed(ThreeBrokers cluster, EventFlow flow) throws Exception {
        createTopics(cluster, "undisturbed");
        TopicReader reader = TopicReader.committed(cluster.bootstrapServers(), TENANTS.topics("once-a"));
        reader.toEnd();
        try (DeliveredRows delivered = new DeliveredRows(reader);
                ChildProcess process =
                        start(cluster, Map.of("application.id", "undisturbed", KilledStreams.RECEIPTS, "off"))) {
            awaitAll(delivered, flow);
            process.kill();
            return delivered.objects();
        }
    }

    private static void awaitAll(DeliveredRows delivered, EventFlow flow) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(delivered.read().rows())
                        .isEqualTo(flow.copies().size() + (long) flow.records()));
    }

    /** Waits until every process has tasks of its own and standby replicas of others' tasks. */
    private static void awaitShared(List<ChildProcess> running) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (ChildProcess process : running) {
                process.requireAlive();
                assertThat(process.output()).anyMatch(line -> line.matches("RUNNING active=\\[.+] standby=\\[.+]"));
            }
        });
    }

    private void start(ThreeBrokers cluster, List<ChildProcess> running, List<ChildProcess> all) throws Exception {
        ChildProcess process = start(cluster, Map.of());
        running.add(process);
        all.add(process);
    }

    private ChildProcess start(ThreeBrokers cluster, Map<String, String> more) throws Exception {
        started++;
        Map<String, String> options = new HashMap<>(Map.of(
                KilledStreams.SLICES,
                "large",
                "replication.factor",
                "3",
                "num.standby.replicas",
                "1",
                "main.consumer.session.timeout.ms",
                "3000"));
        options.putAll(more);
        return ChildProcess.start(
                cluster.bootstrapServers(),
                folder,
                folder.resolve("state-" + started),
                folder.resolve("process-" + started + ".log"),
                options);
    }

    private void prepareTenants() throws Exception {
        judge = new ReceiptJudge(folder);
        WholeStack.writeTenants(specs(), folder);
        for (String tenant : TENANTS.all()) {
            Files.createDirectories(places().resolve(tenant));
        }
        LocalRegistry.open(folder.resolve("schemas")).register(EventSchemas.schema(Source.DOWNLOAD));
    }

    private void createTopics(ThreeBrokers cluster, String applicationId) throws Exception {
        try (Admin admin = cluster.admin()) {
            TenantSpecs specs = SpecReader.read(folder.resolve("tenants"));
            TopicPlan.of(specs.exports(), TOPICS).apply(admin);
            new StartOffsets(admin, applicationId).commit();
            LocalCatalog.apply(cluster.bootstrapServers(), specs, Optional.of(Instant.EPOCH));
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(ThreeBrokers cluster) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "linger.ms", "10"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private Map<String, String> specs() {
        Map<String, String> specs = TENANTS.specs("""
                exports:
                  - id: once-a
                    source: download
                    receipts: window
                    format: { kind: csv, columns: [event_id, occurred_at, uri], compression: gzip }
                    schedule: { every: "*/5 * * * * *", grace: PT15S }
                    part-size: 2KiB
                    destination: { kind: file, directory: /tmp }
                  - id: copies
                    source: download
                    receipts: window
                    deduplicate: false
                    delivery: shared
                    format: { kind: csv, columns: [event_id, occurred_at, uri], compression: zstd }
                    schedule: { every: "*/10 * * * * *", grace: PT15S }
                    destination: { kind: file, directory: /tmp }
                """);
        specs.replaceAll((tenant, yaml) -> yaml.replace("directory: /tmp", "directory: " + places()));
        return specs;
    }
}
