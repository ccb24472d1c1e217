package dev.waybill.cli.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.catalog.plan.ApplyChange;
import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.Planner;
import dev.waybill.catalog.plan.SettingsWish;
import dev.waybill.catalog.plan.Wish;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.CatalogWriter;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.catalog.topic.Written;
import dev.waybill.cli.Commands;
import dev.waybill.cli.UnreadableSpecs;
import dev.waybill.contract.Topics;
import dev.waybill.spec.SpecReader;
import dev.waybill.topics.FakeClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key {@code 2026-a} of acme is replaced by {@code 2026-b} at 06:00 on 2026-03-05; both reigns are hourly. */
class HashKeysCommandTest {
    private static final Instant REPLACED = Instant.parse("2026-03-05T06:00:00Z");
    /** A window, the grace of 10 minutes, the slack of 10 seconds and the history of 30 days later. */
    private static final Instant FREE = Instant.parse("2026-04-04T07:10:10Z");

    private static final String OLD = "acme/downloads version \\w{12}, key \\$\\{env:OLD} fingerprint aaaaaaaaaaaa,"
            + " reigns from 2026-03-04T06:00:00Z until 2026-03-05T06:00:00Z, windows may need it until"
            + " 2026-04-04T07:10:10Z\n";
    private static final String NEW = "acme/downloads version \\w{12}, key \\$\\{env:NEW} fingerprint bbbbbbbbbbbb,"
            + " reigns from 2026-03-05T06:00:00Z on, windows need it\n";

    private final FakeClients clients = new FakeClients();

    @TempDir
    Path folder;

    @Test
    void printsTheFingerprintOfAKeyAndNothingElse() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("key"), "0123456789abcdef0123456789abcdef\n");

        // When
        Commands.Result ofFile = Commands.waybill(clients, "hash-keys", "fingerprint", "${file:" + file + "}");
        Commands.Result ofEnvironment = fingerprint("${env:KEY}");

        // Then
        assertThat(ofFile).isEqualTo(new Commands.Result(0, "dee1e554bf8c\n", ""));
        assertThat(ofEnvironment).isEqualTo(new Commands.Result(0, "25b34de3e595\n", ""));
    }

    @Test
    void saysWhyThereIsNoFingerprint() {
        assertThat(fingerprint("${env:MISSING}"))
                .isEqualTo(new Commands.Result(2, "", "the environment variable MISSING is not set; set it\n"));
        assertThat(fingerprint("${env:SHORT}"))
                .isEqualTo(new Commands.Result(
                        2,
                        "",
                        "the secret ${env:SHORT} is shorter than 16 bytes; make one with: openssl rand -hex 32\n"));
        assertThat(fingerprint("fedcba9876543210fedcba9876543210"))
                .isEqualTo(new Commands.Result(
                        2,
                        "",
                        "key must refer to a secret, not hold it; write \"${env:NAME}\" or \"${file:/path}\"\n"));
    }

    @Test
    void listsWhoNeedsWhichKeyAndUntilWhen() {
        // Given
        replaceTheKey();

        // When
        Commands.Result soon = list(REPLACED);
        Commands.Result later = list(FREE);

        // Then
        assertThat(soon.exitCode()).isZero();
        assertThat(soon.out()).matches("acme 2026-a: needed\n  " + OLD + "acme 2026-b: needed\n  " + NEW);
        assertThat(later.out()).matches("acme 2026-a: may be destroyed\n  " + OLD + "acme 2026-b: needed\n  " + NEW);
        assertThat(soon.err()).isEmpty();
    }

    @Test
    void listsTheSameForPrograms() throws IOException {
        // Given
        replaceTheKey();

        // When
        JsonNode keys = new ObjectMapper().readTree(list(FREE, "--json").out());

        // Then
        assertThat(keys).hasSize(2);
        assertThat(keys.path(0).path("tenant").asText()).isEqualTo("acme");
        assertThat(keys.path(0).path("name").asText()).isEqualTo("2026-a");
        assertThat(keys.path(0).path("destroyable").asBoolean()).isTrue();
        assertThat(keys.path(1).path("destroyable").asBoolean()).isFalse();
        JsonNode use = keys.path(0).path("uses").path(0);
        assertThat(use.path("version").asText()).matches("[0-9a-f]{12}");
        assertThat(use).isEqualTo(new ObjectMapper().readTree("""
                        { "export": "acme/downloads", "version": "%s", "reference": "${env:OLD}", "epoch": "2026-a",
                          "fingerprint": "aaaaaaaaaaaa", "from": "2026-03-04T06:00:00Z", "until": "2026-03-05T06:00:00Z",
                          "needed-until": "2026-04-04T07:10:10Z" }
                        """.formatted(
                                use.path("version").asText())));
    }

    @Test
    void refusesToCallAKeyDestroyableWhileWindowsNeedIt() {
        // Given
        replaceTheKey();

        // When
        Commands.Result reigning = destroyable(FREE, "2026-b");
        Commands.Result late = destroyable(FREE.minusSeconds(1), "2026-a");
        Commands.Result free = destroyable(FREE, "2026-a");
        Commands.Result byFingerprint = destroyable(FREE, "aaaaaaaaaaaa");

        // Then
        assertThat(reigning.exitCode()).isEqualTo(1);
        assertThat(reigning.out()).matches("the key 2026-b of acme must be kept:\n  " + NEW);
        assertThat(late.exitCode()).isEqualTo(1);
        assertThat(late.out()).matches("the key 2026-a of acme must be kept:\n  " + OLD);
        assertThat(free)
                .isEqualTo(new Commands.Result(
                        0, "the key 2026-a of acme may be destroyed: no window needs it any more\n", ""));
        assertThat(byFingerprint.exitCode()).isZero();
    }

    @Test
    void knowsNoKeyThatTheCatalogDoesNotKnow() {
        // Given
        replaceTheKey();

        // When
        Commands.Result result = destroyable(FREE, "2026-c");

        // Then
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("the catalog knows no key 2026-c of tenant acme; did you mean \"2026-");
    }

    @Test
    void keepsEveryKeyOfATenantWhoseRecordCannotBeRead() {
        // Given
        replaceTheKey();
        try (Producer<byte[], byte[]> producer = clients.producer(Map.of())) {
            producer.send(new ProducerRecord<>(Topics.CATALOG, bytes("acme"), bytes("{")));
        }

        // When
        Commands.Result result = destroyable(FREE, "2026-a");

        // Then
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).startsWith("cannot tell, so the key must be kept: the catalog's record acme");
        assertThat(list(FREE).err()).contains("the catalog's record acme");
    }

    @Test
    void keepsEveryKeyOfATenantWithASpecThatCannotBeRead() {
        // Given
        replaceTheKey();
        UnreadableSpecs.write(clients, "acme", "downloads");

        // When
        Commands.Result result = destroyable(FREE, "2026-a");

        // Then
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .startsWith("cannot tell, so the key must be kept: acme/downloads@")
                .contains("has a spec that this program cannot read (hologram unknown key)");
        assertThat(list(FREE).out()).contains("acme 2026-a: needed").contains("it may be needed by acme/downloads@");
        assertThat(list(FREE).err()).startsWith("acme/downloads@");
    }

    @Test
    void saysThatThereIsNoCatalog() {
        // When
        Commands.Result result = list(FREE);

        // Then
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).startsWith("the topic waybill.catalog does not exist");
    }

    private void replaceTheKey() {
        try (Admin admin = clients.admin(Map.of())) {
            admin.createTopics(
                    List.of(new NewTopic(Topics.CATALOG, 1, (short) 3).configs(KafkaCatalogTopic.TOPIC_CONFIG)));
        }
        clients.log.now = Instant.parse("2026-03-04T05:10:00Z");
        apply("key: \"${env:OLD}\", epoch: 2026-a, fingerprint: aaaaaaaaaaaa");
        clients.log.now = Instant.parse("2026-03-05T05:10:00Z");
        apply("key: \"${env:NEW}\", epoch: 2026-b, fingerprint: bbbbbbbbbbbb");
    }

    private void apply(String key) {
        Wish wish = Wish.allOf(SpecReader.parse("acme.yaml", """
                tenant: acme
                exports:
                  - id: downloads
                    source: download
                    redact: [{ kind: hash, field: user, %s }]
                    format: { kind: csv }
                    destination: { kind: file, directory: /tmp/acme }
                """.formatted(key)));
        CatalogSnapshot before;
        try (CatalogReader reader = CatalogReader.of(new KafkaCatalogTopic(clients, Map.of()))) {
            before = reader.read(Duration.ofSeconds(30)).snapshot();
        }
        try (KafkaCatalogTopic topic = new KafkaCatalogTopic(clients, Map.of())) {
            assertThat(new CatalogWriter(topic)
                            .write(ApplyChange.planned(
                                    before,
                                    Planner.plan(before, wish, tenant -> "id-of-" + tenant),
                                    SettingsWish.DEFAULTS,
                                    EnumSet.noneOf(GuardRule.class),
                                    "ops",
                                    "")))
                    .isInstanceOf(Written.class);
        }
    }

    private Commands.Result list(Instant now, String... options) {
        HashKeysListCommand command = new HashKeysListCommand(clients, Clock.fixed(now, ZoneOffset.UTC));
        return Commands.run(command, withBootstrap(options));
    }

    private Commands.Result destroyable(Instant now, String epoch) {
        HashKeysDestroyableCommand command = new HashKeysDestroyableCommand(clients, Clock.fixed(now, ZoneOffset.UTC));
        return Commands.run(command, withBootstrap("acme", epoch));
    }

    private static Commands.Result fingerprint(String reference) {
        Map<String, String> environment = Map.of("KEY", "fedcba9876543210fedcba9876543210", "SHORT", "hunter2hunter2");
        return Commands.run(new HashKeysFingerprintCommand(environment), reference);
    }

    private static String[] withBootstrap(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--bootstrap";
        all[arguments.length + 1] = "broker:9092";
        return all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
