package dev.waybill.embedded;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.ExportId;
import dev.waybill.embedded.sample.SampleEvents;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.ExternalIds;
import dev.waybill.spec.Source;
import dev.waybill.spec.SpecReader;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.topics.StartOffsets;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicSettings;
import dev.waybill.topology.StreamsApp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    record Running(DataFolder folder, EmbeddedBroker broker, EmbeddedConnect connect, LocalStore store, LocalSts sts) {}

    /**
     * Starts everything, publishes the sample events that are missing, and waits until what is due is delivered.
     *
     * @throws EmbeddedException if a part cannot start, or delivery comes to a halt
     */
    Running start(Path data, Path tenants, long seed) throws IOException {
        TenantSpecs specs = SpecReader.read(tenants);
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
        createTopics(broker, exports);
        console.step(exports.size() + " exports of " + specs.tenants().size()
                + " tenants: topics, buckets and roles are there");

        CompletableFuture<EmbeddedConnect> connecting = CompletableFuture.supplyAsync(
                () -> EmbeddedConnect.start(broker.bootstrapServers(), LocalDelivery.connectConfig()));
        LocalRegistry registry = LocalRegistry.open(folder.schemas());
        SampleEvents events = new SampleEvents(
                seed,
                List.copyOf(specs.tenants()),
                registry.register(EventSchemas.schema(Source.DOWNLOAD)),
                registry.register(EventSchemas.schema(Source.AUDIT)));
        SampleLedger ledger = publish(broker, exports, registry, events);
        // Not before everything is there: samples carry old times, so a pause between two hours would prove that the
        // partition is idle, close the day, and make the rest late.
        startStreams(broker, folder, exports, registry);

        EmbeddedConnect connect = closing.add(result(connecting));
        connect.putConnector(LocalSink.NAME, LocalSink.render(exports, externalIds, store, sts, folder, platformKey));
        console.step("Connect at " + connect.uri() + " delivers with Waybill's sink");
        report(broker, folder, exports, ledger);
        return new Running(folder, broker, connect, store, sts);
    }

    private static void createTopics(EmbeddedBroker broker, List<ExportSpec> exports) {
        try (Admin admin = broker.admin()) {
            TopicPlan.of(exports, TopicSettings.EMBEDDED).apply(admin);
            new StartOffsets(admin, LocalStreams.APPLICATION_ID).commit();
        }
    }

    private void startStreams(
            EmbeddedBroker broker, DataFolder folder, List<ExportSpec> exports, LocalRegistry registry) {
        StreamsApp app = LocalStreams.start(
                broker.bootstrapServers(),
                folder.streamsState(),
                exports,
                registry,
                new LocalSecrets(folder.root().resolve("secrets"), System.getenv()),
                error -> console.problem("the Streams application stopped: " + error));
        closing.add(() -> app.close(Duration.ofSeconds(5)));
    }

    private SampleLedger publish(
            EmbeddedBroker broker, List<ExportSpec> exports, LocalRegistry registry, SampleEvents events) {
        Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
        Instant end = today.plus(Duration.ofHours(1));
        List<Instant> published = new ArrayList<>();
        Instant first = new SamplePublisher(broker).publish(events, today.minus(Duration.ofDays(1)), end, hour -> {
            published.add(hour);
            console.progress("publishing sample events: " + hour);
        });
        SampleLedger ledger = new SampleLedger(exports, registry);
        for (Instant hour = first; hour.isBefore(end); hour = hour.plus(Duration.ofHours(1))) {
            events.arrivingFrom(hour).forEach(ledger::add);
        }
        console.step(
                published.isEmpty()
                        ? "all sample events were published by an earlier run"
                        : "published the sample events of " + published.size() + " hours, from " + published.get(0));
        return ledger;
    }

    private void report(EmbeddedBroker broker, DataFolder folder, List<ExportSpec> exports, SampleLedger ledger) {
        Map<ExportId, Map<Instant, Integer>> due = ledger.due(clock.instant());
        List<DeliveredObject> objects = new DeliveryWatch(exports, folder.buckets())
                .await(
                        broker.bootstrapServers(),
                        due,
                        PATIENCE,
                        progress -> console.progress("delivered " + progress.events() + " of " + progress.due()
                                + " events in " + progress.objects() + " objects"));
        console.step("delivered all that is due: " + objects.size() + " objects");
        new LocalReport(console.out()).print(exports, objects);
    }

    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof EmbeddedException known) {
                throw known;
            }
            throw e;
        }
    }
}
