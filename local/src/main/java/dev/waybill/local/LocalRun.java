package dev.waybill.local;

import dev.waybill.app.SpecCheck;
import dev.waybill.config.KeyFingerprints;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.topics.TopicSettings;
import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.receipt.ReceiptSigner;
import dev.waybill.wire.rule.TimeRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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

    /** What runs, for those who want to use it afterwards. */
    record Running(List<ExportSpec> exports, LocalStack stack, EmbeddedConnect connect) {
        Running {
            exports = List.copyOf(exports);
        }
    }

    /**
     * Starts everything, publishes the sample events that are missing, and waits until what is due is delivered.
     *
     * @throws dev.waybill.cloud.LocalException if a part cannot start, or delivery comes to a halt
     */
    Running start(Path data, Path tenants, long seed, TimeRules times) throws IOException {
        TenantSpecs specs = SpecCheck.read(tenants);
        List<ExportSpec> exports = specs.exports();
        DataFolder folder = closing.add(DataFolder.open(data));
        console.step("starting the broker in " + folder.root());
        LocalStack stack = LocalStack.start(folder, Map.of(), clock, closing);
        console.step("broker at " + stack.broker().bootstrapServers() + ", S3 at "
                + stack.cloud().s3() + ", STS at " + stack.cloud().sts());

        SamplePublisher publisher = closing.add(new SamplePublisher(stack.broker()));
        stack.createTopics(exports, TopicSettings.EMBEDDED);
        // What is published to a new export later may be of any time: input topics carry the times of the events.
        LocalSecrets secrets = new LocalSecrets(folder.root().resolve("secrets"), System.getenv());
        LocalCatalog.Applied applied = stack.apply(
                new KeyFingerprints(secrets).complete(specs),
                Optional.of(times.earliestDay().atStartOfDay(ZoneOffset.UTC).toInstant()));
        NewExports added = NewExports.read(folder.exports());
        Optional<Instant> readUntil = publisher.publishedUntil();
        added.meet(applied.plan(), readUntil);
        if (readUntil.isPresent()) {
            AppliedSentences.of(applied).forEach(console::step);
        }
        List<ExportSpec> known = applied.catalog().lastSpecs(unreadable -> console.step(unreadable.text()));
        Map<String, String> sink = stack.grant(LocalCatalog.allVersions(applied.catalog()), applied.catalog());
        stack.cloud().addReaders(known);
        console.step(exports.size() + " exports of " + specs.tenants().size()
                + " tenants: topics, buckets and roles are there");

        CompletableFuture<EmbeddedConnect> connecting = stack.startConnect();
        SampleLedger ledger =
                new LocalSamples(publisher, stack.registry(), clock, console).publish(seed, specs, applied.catalog());
        // Not before everything is there: samples carry old times, so a pause between two hours would prove that the
        // partition is idle, close the day, and make the rest late.
        LocalReceiptKey key = LocalReceiptKey.open(folder.receipts());
        console.step("receipts are signed; the public key is " + key.publicFile());
        stack.startStreams(
                secrets,
                times,
                Optional.of(new ReceiptSigner(key.key())),
                error -> console.problem("the Streams application stopped: " + error));

        EmbeddedConnect connect = stack.deliver(connecting, sink);
        console.step("Connect at " + connect.uri() + " delivers with Waybill's sink");
        Map<ExportId, Map<Instant, Integer>> due = added.withoutWhatWasPassed(ledger.due(clock.instant()));
        report(stack.broker(), folder, known, exports, due);
        verify(folder, key, LocalCatalog.allVersions(applied.catalog()), due);
        return new Running(exports, stack, connect);
    }

    private void report(
            EmbeddedBroker broker,
            DataFolder folder,
            List<ExportSpec> known,
            List<ExportSpec> exports,
            Map<ExportId, Map<Instant, Integer>> due) {
        try (Admin admin = broker.admin()) {
            DeliveryWatch.Delivered delivered = new DeliveryWatch(known, folder.buckets(), new SinkProgress(admin))
                    .await(
                            broker.bootstrapServers(),
                            due,
                            PATIENCE,
                            progress -> console.progress("delivered " + progress.events() + " of " + progress.due()
                                    + " events in " + progress.objects() + " objects"));
            new StreamsProgress(admin).awaitRead(clock.instant(), PATIENCE);
            console.step("delivered all that is due: " + sample(due) + " in "
                    + delivered.there().size() + " objects");
            new LocalReport(console.out()).print(exports, delivered);
        }
    }

    private void verify(
            DataFolder folder,
            LocalReceiptKey key,
            List<ExportSpec> versions,
            Map<ExportId, Map<Instant, Integer>> due) {
        LocalVerification verification =
                new LocalVerification(KeySet.of(List.of(key.key().verifyingKey())), clock.instant());
        verification.awaitNewest(folder.buckets(), versions, due, PATIENCE);
        verification.lines(folder.buckets(), versions).forEach(console::step);
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
}
