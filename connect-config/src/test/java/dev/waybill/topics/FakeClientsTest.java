package dev.waybill.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.catalog.plan.ApplyChange;
import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.Planner;
import dev.waybill.catalog.plan.SettingsWish;
import dev.waybill.catalog.plan.Wish;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogException;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.CatalogWriter;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.catalog.topic.Written;
import dev.waybill.contract.Topics;
import dev.waybill.spec.SpecReader;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What commands may take for granted of a cluster holds for the one in memory. */
class FakeClientsTest {
    private static final Wish WISH = Wish.allOf(SpecReader.parse("acme.yaml", """
            tenant: acme
            exports:
              - id: downloads
                source: download
                format: { kind: csv }
                destination: { kind: file, directory: /tmp/acme }
            """));

    private final FakeClients clients = new FakeClients();

    @Test
    void whatIsWrittenToTheCatalogIsReadThere() {
        // Given
        makeCatalog();
        CatalogSnapshot before = read();

        // When
        ApplyChange change = ApplyChange.planned(
                before,
                Planner.plan(before, WISH, tenant -> "id-of-" + tenant),
                SettingsWish.DEFAULTS,
                EnumSet.noneOf(GuardRule.class),
                "ops",
                "");
        try (KafkaCatalogTopic topic = topic()) {
            assertThat(new CatalogWriter(topic).write(change)).isInstanceOf(Written.class);
        }

        // Then
        assertThat(before.tenantIds()).isEmpty();
        assertThat(read().tenantIds()).containsExactly("acme");
        assertThat(clients.log.records(Topics.CATALOG))
                .isNotEmpty()
                .allSatisfy(record -> assertThat(record.timestamp()).isEqualTo(clients.log.now.toEpochMilli()));
    }

    @Test
    void aTopicThatIsNotThereIsMissed() {
        assertThatThrownBy(this::read)
                .isInstanceOf(CatalogException.class)
                .hasMessageStartingWith("the topic waybill.catalog does not exist");
    }

    @Test
    void nobodyReadsATransactionBeforeItIsCommittedOrAfterItWasAborted() {
        try (Producer<byte[], byte[]> producer = clients.producer(Map.of())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("t", "aborted".getBytes(UTF_8)));
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("t", "committed".getBytes(UTF_8)));
            assertThat(clients.log.records("t")).isEmpty();
            producer.commitTransaction();
        }

        assertThat(clients.log.records("t"))
                .singleElement()
                .satisfies(record -> assertThat(record.value()).asString().isEqualTo("committed"));
    }

    private void makeCatalog() {
        try (Admin admin = clients.admin(Map.of())) {
            admin.createTopics(
                    List.of(new NewTopic(Topics.CATALOG, 1, (short) 3).configs(KafkaCatalogTopic.TOPIC_CONFIG)));
        }
    }

    private CatalogSnapshot read() {
        try (CatalogReader reader = CatalogReader.of(topic())) {
            return reader.read(Duration.ofSeconds(30)).snapshot();
        }
    }

    private KafkaCatalogTopic topic() {
        return new KafkaCatalogTopic(clients, Map.of());
    }
}
