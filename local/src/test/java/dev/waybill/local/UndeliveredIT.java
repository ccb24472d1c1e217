package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.cli.Main;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartHeaders;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.ledger.DeliveryJson;
import dev.waybill.ledger.RecordDiscarded;
import dev.waybill.topics.InputTimestamps;
import dev.waybill.topics.TopicSettings;
import dev.waybill.verify.check.Finding;
import dev.waybill.verify.check.FindingKind;
import dev.waybill.verify.place.FolderPlace;
import dev.waybill.verify.place.JoinedPlace;
import dev.waybill.verify.receipt.ChainLink;
import dev.waybill.verify.receipt.Receipt;
import dev.waybill.verify.receipt.Remark;
import dev.waybill.verify.receipt.SignedReceipt;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the application has emitted and the sink could not deliver is moved by a redirect, or dropped by a discard, with the
 * commands that operators use; and what receipts say of it afterwards. A file where a folder must be stops the sink. Windows are
 * seconds long, and one version rules all of them.
 */
class UndeliveredIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ExportId MOVED = new ExportId("acme", "downloads");
    private static final ExportId DISCARDED = new ExportId("hooli", "downloads");
    private static final String PLANTED = "planted-in-a-uri";
    /** Many events of this size make several parts. */
    private static final String LONG = "0123456789abcdef".repeat(12);

    @TempDir
    static Path folder;

    private static WholeStack stack;
    private static KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    static void start() throws Exception {
        for (String name : List.of("old", "new", "hooli")) {
            Files.createDirectories(place(name));
        }
        stack = new WholeStack(
                folder,
                Map.of("acme", acme("old"), "hooli", hooli("")),
                new TopicSettings(
                        1, 1, 2, 4, InputTimestamps.LOG_APPEND_TIME, Duration.ofDays(7), 1L << 30, Duration.ofDays(7)),
                Map.of());
        producer = stack.producer();
        stack.startStreams();
        stack.startDelivery();
        Files.createFile(place("hooli").resolve("00000"));
        publish("acme", "first", 1, "/a");
        publish("hooli", "planted", 3, "/" + PLANTED);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private static Path place(String name) {
        return folder.resolve("places").resolve(name);
    }

    /** Parts stand in a folder for each number. */
    private static String acme(String place) {
        return """
                tenant: acme
                exports:
                  - id: downloads
                    source: download
                    receipts: window
                    format: { kind: csv, compression: none, columns: [event_id, occurred_at, uri] }
                    part-size: 1KiB
                    schedule: { every: "*/2 * * * * *", grace: PT1S }
                    layout: { kind: template, path: "{part}/{unique}{extension}" }
                    destination: { kind: file, directory: "%s" }
                """.formatted(place(place));
    }

    private static String hooli(String more) {
        return """
                tenant: hooli
                exports:
                  - id: downloads
                    source: download
                    receipts: window
                    format: { kind: csv, compression: none, columns: [event_id, occurred_at, uri] }
                    schedule: { every: "*/2 * * * * *", grace: PT1S }
                    layout: { kind: template, path: "{part}/{unique}{extension}" }
                    destination: { kind: file, directory: "%s" }
                    %s
                """.formatted(place("hooli"), more);
    }

    @Test
    void aRedirectMovesWhatIsNotDeliveredWithItsReceipts() throws Exception {
        // Given: a window that is delivered with its receipt, and one that is stuck behind its first part
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(parts("old")).hasSize(1);
            assertThat(receipts("old")).anyMatch(UndeliveredIT::hasDelivered);
        });
        Path blocker = Files.createFile(place("old").resolve("00001"));
        publish("acme", "second", 30, "/" + LONG);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(parts("old")).hasSize(2);
            assertThat(SinkStack.states(LocalSink.NAME, MOVED)).containsValue("RETRYING");
            assertThat(emitted(MOVED, true).values()).anyMatch(receipt -> receipt.contains("\"delivered\":30"));
        });
        int partsOfSecond = emitted(MOVED, false).size() - 1;
        assertThat(partsOfSecond).isGreaterThan(2);

        // When
        waybill(acme("new"), "acme", "apply", "--redirect=acme/downloads");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(parts("new")).hasSize(partsOfSecond - 1));
        publish("acme", "third", 1, "/a");
        Instant ends = Instant.now().plusSeconds(5);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(parts("new")).hasSize(partsOfSecond));
        Files.delete(blocker);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(together(ends)).isEmpty());

        // Then: the receipts that were issued before go on where they were; a chain of its own follows
        List<Receipt> moved = receipts("new");
        assertThat(moved).isNotEmpty();
        ChainLink end = receipts("old").get(receipts("old").size() - 1).link();
        assertThat(moved.get(0).link().number()).isEqualTo(1);
        assertThat(moved.get(0).link().seq()).isEqualTo(end.seq() + 1);
        assertThat(moved).filteredOn(receipt -> receipt.link().number() == 1).noneMatch(UndeliveredIT::isRedirected);
        List<Receipt> begun =
                moved.stream().filter(receipt -> receipt.link().number() == 2).toList();
        assertThat(begun).isNotEmpty().allMatch(UndeliveredIT::isRedirected);
        assertThat(begun.get(0).link().seq()).isEqualTo(1);
        assertThat(begun.get(0).link().continues())
                .contains(moved.stream()
                        .filter(receipt -> receipt.link().number() == 1)
                        .reduce((a, b) -> b)
                        .orElseThrow()
                        .hash());

        // Then: each place by itself
        assertThat(wrong("old", Instant.EPOCH)).isEmpty();
        assertThat(wrong("new", ends)).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.MISSING);
            assertThat(place("old").resolve(finding.object().orElseThrow())).exists();
        });
        String missing = wrong("new", ends).get(0).object().orElseThrow();
        Files.createDirectories(place("new").resolve(missing).getParent());
        Files.copy(place("old").resolve(missing), place("new").resolve(missing));
        assertThat(wrong("new", ends)).isEmpty();
    }

    @Test
    void aDiscardedPartIsPassedOverAndNeverDelivered() throws Exception {
        // Given: a part that is emitted and cannot be delivered
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(emitted(DISCARDED, false)).hasSize(1);
            assertThat(SinkStack.states(LocalSink.NAME, DISCARDED)).containsValue("RETRYING");
        });
        assertThat(emitted(DISCARDED, false).values()).allMatch(content -> content.contains(PLANTED));
        String object = emitted(DISCARDED, false).keySet().iterator().next();

        // When
        String redacted = hooli("redact: [{ kind: drop-field, field: uri }]");
        waybill(redacted, "hooli", "pause", "hooli/downloads", "--why=addresses must not leave");
        // It takes effect within seconds; an attempt that comes before would deliver what is no longer in its way.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(SinkStack.states(LocalSink.NAME, DISCARDED))
                        .isNotEmpty()
                        .values()
                        .containsOnly("PAUSED"));
        waybill(redacted, "hooli", "apply", "--discard=hooli/downloads");
        Files.delete(place("hooli").resolve("00000"));
        waybill(redacted, "hooli", "resume", "hooli/downloads");

        // Then: what comes behind it is delivered, and it is not
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receipts("hooli")).anyMatch(UndeliveredIT::hasDelivered));
        assertThat(parts("hooli")).isEmpty();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(discarded()).containsExactly(object));
        assertThat(filesWith(PLANTED)).isEmpty();
        assertThat(wrong("hooli", Instant.EPOCH))
                .as("what was signed before says that it is there")
                .extracting(finding -> finding.object().orElseThrow())
                .containsExactly(object);
    }

    private static boolean hasDelivered(Receipt receipt) {
        return receipt.statement().windows().get(0).counts().delivered() > 0;
    }

    private static boolean isRedirected(Receipt receipt) {
        return receipt.statement().remarks().contains(Remark.REDIRECTED);
    }

    /** Publishes events of the time now, in one partition. */
    private static void publish(String tenant, String id, int count, String uri) {
        Instant now = Instant.now();
        for (int i = 0; i < count; i++) {
            TestEvent event = new TestEvent(id + "-" + i, tenant, now.toString()).with("uri", uri);
            producer.send(new ProducerRecord<>(
                    Topics.input(Source.DOWNLOAD), 0, tenant.getBytes(StandardCharsets.UTF_8), event.json()));
        }
        producer.flush();
    }

    /** What stands in the export's topic, parts or receipts: contents by object. */
    private static Map<String, String> emitted(ExportId export, boolean receipts) {
        Map<String, String> emitted = new TreeMap<>();
        stack.committed(Topics.dedicated(export)).stream()
                .filter(record -> TopicReader.isPart(record) != receipts)
                .forEach(record -> emitted.put(
                        new String(
                                record.headers().lastHeader(PartHeaders.OBJECT).value(), StandardCharsets.UTF_8),
                        new String(record.value(), StandardCharsets.UTF_8)));
        return emitted;
    }

    /** The objects that the sink says it has passed over. */
    private static List<String> discarded() throws Exception {
        List<String> objects = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : stack.committed(Topics.DELIVERIES)) {
            if (DeliveryJson.read(record.value()).orElseThrow() instanceof RecordDiscarded discarded) {
                objects.add(discarded.object().orElseThrow());
            }
        }
        return objects;
    }

    private static List<Path> parts(String place) throws IOException {
        return DeliveredFiles.paths(place(place), ".*\\.csv");
    }

    private static List<Path> filesWith(String text) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path file : DeliveredFiles.paths(folder.resolve("places"), ".*\\.(csv|json)")) {
            if (Files.readString(file).contains(text)) {
                found.add(file);
            }
        }
        return found;
    }

    /** In the order of issue. */
    private static List<Receipt> receipts(String place) throws Exception {
        List<Receipt> receipts = new ArrayList<>();
        for (Path file : DeliveredFiles.paths(place(place), ".*\\.json")) {
            receipts.add(SignedReceipt.read(Files.readAllBytes(file)).content());
        }
        receipts.sort(Comparator.comparing((Receipt receipt) -> receipt.link().number())
                .thenComparing(receipt -> receipt.link().seq()));
        return receipts;
    }

    private static List<Finding> wrong(String place, Instant until) throws IOException {
        return stack.judge.findings(new FolderPlace(place(place)), until).stream()
                .filter(finding -> finding.kind().isWrong())
                .toList();
    }

    private static List<Finding> together(Instant until) throws IOException {
        return stack.judge.findings(
                new JoinedPlace(List.of(new FolderPlace(place("old")), new FolderPlace(place("new")))), until);
    }

    private static void waybill(String spec, String tenant, String command, String... more) throws IOException {
        Path tenants = WholeStack.writeTenants(Map.of(tenant, spec), folder.resolve("changed-" + tenant));
        List<String> arguments = new ArrayList<>(List.of(command, "--bootstrap=" + stack.broker.bootstrapServers()));
        if (command.equals("apply")) {
            arguments.addAll(List.of(
                    "--only=" + tenant,
                    "--tenants=" + tenants,
                    "--application-id=" + LocalStreams.APPLICATION_ID,
                    "--replication-factor=1",
                    "--min-insync-replicas=1"));
        }
        arguments.addAll(List.of(more));
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out, true);
        assertThat(Main.execute(printer, printer, arguments.toArray(String[]::new)))
                .as("%s: %s", arguments, out)
                .isZero();
    }
}
