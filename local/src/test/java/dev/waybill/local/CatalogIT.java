package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.catalog.plan.ApplyChange;
import dev.waybill.catalog.plan.CatalogChange;
import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.PauseChange;
import dev.waybill.catalog.plan.Planner;
import dev.waybill.catalog.plan.RestoreChange;
import dev.waybill.catalog.plan.SettingsWish;
import dev.waybill.catalog.plan.Wish;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.reign.Micros;
import dev.waybill.catalog.reign.Ruled;
import dev.waybill.catalog.snapshot.Backup;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.catalog.topic.CatalogException;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.CatalogWatch;
import dev.waybill.catalog.topic.CatalogWriter;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.catalog.topic.NothingToWrite;
import dev.waybill.catalog.topic.Outcome;
import dev.waybill.catalog.topic.Overtaken;
import dev.waybill.catalog.topic.Written;
import dev.waybill.clients.RealClients;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.spec.SpecReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalog on a real broker. */
class CatalogIT {
    private static final Duration READ = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;

    private KafkaCatalogTopic topic;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(folder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void makeTopic() {
        broker.createTopic(Topics.CATALOG, 1, KafkaCatalogTopic.TOPIC_CONFIG);
        topic = newTopic();
    }

    @AfterEach
    void deleteTopic() throws Exception {
        topic.close();
        try (Admin admin = broker.admin()) {
            admin.deleteTopics(List.of(Topics.CATALOG)).all().get(30, TimeUnit.SECONDS);
            Awaitility.await().until(() -> !admin.listTopics().names().get().contains(Topics.CATALOG));
        }
    }

    @Test
    void isWrittenAtTheBrokersTimeAndKnownToAReader() {
        // Given
        Instant before = Instant.now();

        // When
        Outcome outcome = apply(wish("acme"));
        Knowledge known = read();

        // Then
        Written written = (Written) outcome;
        assertThat(written.at()).isBetween(before.minusMillis(1), Instant.now());
        assertThat(known.isDecided(Micros.of(before))).isTrue();
        assertThat(known.snapshot()
                        .rule(
                                new ExportId("acme", "downloads"),
                                Micros.of(Instant.now().plusSeconds(86_400))))
                .isInstanceOf(Ruled.class);
        assertThat(apply(wish("acme"))).isEqualTo(new NothingToWrite());
    }

    @Test
    void letsOneOfTwoWritersWinAndTellsTheOther() throws Exception {
        // Given
        apply(wish("acme"));
        ApplyChange one = planned(wish("acme", "part-size: 1MiB"));
        ApplyChange other = planned(wish("acme", "part-size: 2MiB"));

        // When
        List<Outcome> outcomes = together(List.of(() -> write(one), () -> write(other)));

        // Then
        assertThat(outcomes).filteredOn(Written.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Overtaken.class::isInstance).hasSize(1);
    }

    @Test
    void letsAllWritersOfDifferentThingsThrough() throws Exception {
        // Given
        apply(wish("acme"));

        // When
        List<Outcome> outcomes = together(List.of(
                () -> write(PauseChange.pause(PauseScope.ofTenant("acme"), "a", "")),
                () -> write(PauseChange.pause(PauseScope.ofTenant("beta"), "b", "")),
                () -> write(PauseChange.pause(PauseScope.EVERYTHING, "c", ""))));

        // Then
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Written.class));
        assertThat(read().snapshot().pauses()).hasSize(3);
    }

    @Test
    void isNotHeldUpByAWriterThatWasKilledForLongerThanTheNextWriterNeeds() {
        // Given
        apply(wish("acme"));
        try (CatalogReader reader = CatalogReader.of(newTopic());
                KafkaCatalogTopic other = newTopic();
                Producer<byte[], byte[]> killed = other.producer()) {
            reader.read(READ);
            killed.initTransactions();
            killed.beginTransaction();
            killed.send(new ProducerRecord<>(Topics.CATALOG, 0, bytes("acme"), bytes("{}")));
            killed.flush();

            // When
            Outcome outcome = write(PauseChange.pause(PauseScope.ofTenant("acme"), "ops", "urgent"));
            Knowledge known = reader.read(READ);

            // Then
            assertThat(outcome).isInstanceOf(Written.class);
            assertThat(known.snapshot().faults()).isEmpty();
            assertThat(known.snapshot().paused(new ExportId("acme", "downloads")))
                    .isPresent();
        }
    }

    @Test
    void isKnownToARunningReaderSoonAfterItWasWritten() {
        // Given
        try (CatalogWatch watch = CatalogWatch.start(CatalogReader.of(newTopic()), Duration.ofMillis(200))) {
            List<Knowledge> told = new ArrayList<>();
            watch.reader().listen((now, changed) -> {
                synchronized (told) {
                    told.add(now);
                }
            });

            // When
            apply(wish("acme"));

            // Then
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
                synchronized (told) {
                    return told.stream()
                            .anyMatch(known -> known.snapshot().tenant("acme").isPresent());
                }
            });
            assertThat(watch.lookNow().join().snapshot().tenantIds()).containsExactly("acme");
        }
    }

    @Test
    void isRestoredWithTheSameRecordsAfterItsTopicWasDeleted() throws Exception {
        // Given
        apply(wish("acme"));
        Backup backup = Backup.of(read().snapshot()).orElseThrow();
        try (CatalogReader reader = CatalogReader.of(newTopic())) {
            CatalogSnapshot before = reader.read(READ).snapshot();

            // When
            deleteTopic();
            boolean reached = reader.look();
            CatalogSnapshot during = reader.knowledge().snapshot();
            makeTopic();
            write(new RestoreChange(backup, "ops"));
            Awaitility.await().atMost(READ).until(reader::look);

            // Then
            assertThat(reached).isFalse();
            assertThat(during).isSameAs(before);
            assertThat(Backup.of(reader.knowledge().snapshot()).orElseThrow().text())
                    .isEqualTo(backup.text());
        }
    }

    @Test
    void refusesATopicThatKeepsTheWritersTime() throws Exception {
        // Given
        deleteTopic();
        broker.createTopic(Topics.CATALOG, 1, Map.of("cleanup.policy", "compact"));
        topic = newTopic();
        ApplyChange planned = planned(wish("acme"));

        // Then
        assertThatThrownBy(() -> write(planned))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("Set it with: kafka-configs.sh");
        assertThat(read().snapshot().tenantIds()).isEmpty();
    }

    @Test
    void saysThatThereIsNoTopic() throws Exception {
        // Given
        deleteTopic();
        topic = newTopic();

        // Then
        try (CatalogReader reader = CatalogReader.of(newTopic())) {
            assertThatThrownBy(() -> reader.read(READ))
                    .isInstanceOf(CatalogException.class)
                    .hasMessageStartingWith("the topic waybill.catalog does not exist");
        }
        broker.createTopic(Topics.CATALOG, 1, KafkaCatalogTopic.TOPIC_CONFIG);
    }

    private Outcome apply(Wish wish) {
        return write(planned(wish));
    }

    private Outcome write(CatalogChange change) {
        return new CatalogWriter(topic).write(change);
    }

    private ApplyChange planned(Wish wish) {
        CatalogSnapshot now = read().snapshot();
        return ApplyChange.planned(
                now,
                Planner.plan(now, wish, tenant -> "id-of-" + tenant),
                SettingsWish.DEFAULTS,
                EnumSet.noneOf(GuardRule.class),
                "ops",
                "");
    }

    private static Knowledge read() {
        try (CatalogReader reader = CatalogReader.of(newTopic())) {
            return reader.read(READ);
        }
    }

    private static KafkaCatalogTopic newTopic() {
        return new KafkaCatalogTopic(new RealClients(), Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static Wish wish(String tenant, String... more) {
        return Wish.allOf(
                SpecReader.parse(tenant + ".yaml", """
                tenant: %s
                exports:
                  - id: downloads
                    source: download
                    format: { kind: csv }
                    destination: { kind: file, directory: /tmp/%s }
                    %s
                """.formatted(tenant, tenant, String.join("\n    ", more))));
    }

    private static List<Outcome> together(List<Callable<Outcome>> writers) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(writers.size());
        try {
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> outcome : executor.invokeAll(writers)) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        } finally {
            executor.shutdownNow();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
