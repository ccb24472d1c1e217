package dev.waybill.local;

import dev.waybill.app.SpecCheck;
import dev.waybill.cloud.AccessKey;
import dev.waybill.cloud.KeyFile;
import dev.waybill.cloud.LocalException;
import dev.waybill.cloud.LocalIam;
import dev.waybill.cloud.LocalStore;
import dev.waybill.cloud.LocalSts;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.ExternalIds;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.topics.StartOffsets;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicSettings;
import dev.waybill.topology.StreamsApp;
import dev.waybill.wire.TimeRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.Admin;

/** One run of {@code ./waybill local}: reads top to bottom. */
final class LocalRun {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Clock clock;
    private final Console console;
    private final Closing closing;

    LocalRun(Clock clock, Console console, Closing closing) {
        this.clock = clock;
        this.console = console;
        this.closing = closing;
    }

    /** Everything that runs, for those who want to use it afterwards. */
    record Running(
            List<ExportSpec> exports,
            DataFolder folder,
            EmbeddedBroker broker,
            EmbeddedConnect connect,
            LocalStore store,
            LocalSts sts) {
        Running {
            exports = List.copyOf(exports);
        }
    }

    /**
     * Starts everything, publishes the sample events that are missing, and waits until what is due is delivered.
     *
     * @throws LocalException if a part cannot start, or delivery comes to a halt
     */
    Running start(Path data, Path tenants, long seed, TimeRules times) throws IOException {
        TenantSpecs specs = SpecCheck.read(tenants);
        List<ExportSpec> exports = specs.exports();
        DataFolder folder = closing.add(DataFolder.open(data));
        LocalIam iam = new LocalIam(clock);
        CompletableFuture<LocalStore> storing =
                CompletableFuture.supplyAsync(() -> LocalStore.start(folder.buckets(), iam));
        console.step("starting the broker in " + folder.root());
        EmbeddedBroker broker = closing.add(EmbeddedBroker.start(folder.broker()));
        LocalStore store = closing.add(result(storing));
        LocalSts sts = closing.add(LocalSts.start(iam));
        console.step("broker at " + broker.bootstrapServers() + ", S3 at " + store.endpoint() + ", STS at "
                + sts.endpoint());

        ExternalIds externalIds = ExternalIds.read(folder.root()).completedFor(specs.tenants());
        externalIds.write(folder.root());
        AccessKey platformKey = AccessKey.generate();
        LocalGrants.apply(exports, externalIds, store, iam, platformKey);
        KeyFile.complete(folder.readerKeys(), LocalGrants.buckets(exports))
                .forEach((bucket, key) -> iam.addReader(bucket, key));
        SamplePublisher publisher = closing.add(new SamplePublisher(broker));
        KnownExports known = KnownExports.read(folder.exports());
        Optional<Instant> readUntil = publisher.publishedUntil();
        KnownExports.Changes changes = known.meet(exports, readUntil);
        readUntil.map(changes::sentences).orElse(List.of()).forEach(console::step);
        createTopics(broker, exports, known);
        console.step(exports.size() + " exports of " + specs.tenants().size()
                + " tenants: topics, buckets and roles are there");

        CompletableFuture<EmbeddedConnect> connecting = CompletableFuture.supplyAsync(
                () -> EmbeddedConnect.start(broker.bootstrapServers(), LocalDelivery.connectConfig()));
        LocalRegistry registry = LocalRegistry.open(folder.schemas());
        SampleLedger ledger = new LocalSamples(publisher, registry, clock, console).publish(seed, specs);
        // Not before everything is there: samples carry old times, so a pause between two hours would prove that the
        // partition is idle, close the day, and make the rest late.
        known.byApplication(exports)
                .forEach((number, theirs) ->
                        startStreams(LocalStreams.applicationId(number), broker, folder, theirs, registry, times));

        EmbeddedConnect connect = closing.add(result(connecting));
        connect.putConnector(LocalSink.NAME, LocalSink.render(exports, externalIds, store, sts, folder, platformKey));
        console.step("Connect at " + connect.uri() + " delivers with Waybill's sink");
        report(broker, folder, exports, known.sinceChanged(ledger.due(clock.instant())));
        return new Running(exports, folder, broker, connect, store, sts);
    }

    private static void createTopics(EmbeddedBroker broker, List<ExportSpec> exports, KnownExports known) {
        try (Admin admin = broker.admin()) {
            TopicPlan.of(exports, TopicSettings.EMBEDDED).apply(admin);
            known.byApplication(exports)
                    .keySet()
                    .forEach(number -> new StartOffsets(admin, LocalStreams.applicationId(number)).commit());
        }
    }

    private void startStreams(
            String applicationId,
            EmbeddedBroker broker,
            DataFolder folder,
            List<ExportSpec> exports,
            LocalRegistry registry,
            TimeRules times) {
        StreamsApp app = LocalStreams.start(
                applicationId,
                broker.bootstrapServers(),
                folder.streamsState(),
                exports,
                registry,
                new LocalSecrets(folder.root().resolve("secrets"), System.getenv()),
                times,
                error -> console.problem("the Streams application stopped: " + error));
        closing.add(() -> app.close(Duration.ofSeconds(5)));
    }

    private void report(
            EmbeddedBroker broker,
            DataFolder folder,
            List<ExportSpec> exports,
            Map<ExportId, Map<Instant, Integer>> due) {
        try (Admin admin = broker.admin()) {
            DeliveryWatch.Delivered delivered = new DeliveryWatch(exports, folder.buckets(), new SinkProgress(admin))
                    .await(
                            broker.bootstrapServers(),
                            due,
                            PATIENCE,
                            progress -> console.progress("delivered " + progress.events() + " of " + progress.due()
                                    + " events in " + progress.objects() + " objects"));
            console.step("delivered all that is due: " + sample(due) + " in "
                    + delivered.there().size() + " objects");
            new LocalReport(console.out()).print(exports, delivered);
        }
    }

    private static String sample(Map<ExportId, Map<Instant, Integer>> due) {
        long events = due.values().stream()
                .flatMap(windows -> windows.values().stream())
                .mapToLong(Integer::longValue)
                .sum();
        long exports =
                due.values().stream().filter(windows -> !windows.isEmpty()).count();
        return events + " sample events of " + exports + " exports";
    }

    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LocalException known) {
                throw known;
            }
            throw e;
        }
    }
}
