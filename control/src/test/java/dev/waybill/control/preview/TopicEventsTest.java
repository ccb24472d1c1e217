package dev.waybill.control.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.contract.ClusterException;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.topics.FakeClients;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicEventsTest {
    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
    private static final String TOPIC = Topics.input(Source.DOWNLOAD);
    /** Whose event a record is; of nobody who is asked for where it begins with x. */
    private static final RecentEvents.Sieve SIEVE = value -> {
        String text = new String(value, StandardCharsets.UTF_8);
        return text.startsWith("x") ? Optional.empty() : Optional.of(new RecentEvents.Sifted(text.split(" ")[0], 0));
    };

    private final FakeClients clients = new FakeClients();

    @BeforeEach
    void makeTopic() throws Exception {
        clients.admin(Map.of())
                .createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1)
                        .configs(Map.of("message.timestamp.type", "LogAppendTime"))))
                .all()
                .get();
    }

    @Test
    void readsTheNewestOfEachTenantInTheOrderOfTheirPartitions() {
        // Given
        append(0, "acme 1", 100);
        append(1, "acme 2", 90);
        append(0, "globex 3", 80);
        append(0, "acme 4", 70);
        append(1, "x", 60);
        append(1, "acme 5", 50);

        // When
        RecentEvents.Read read = read(PreviewBounds.DEFAULT.of(2, Optional.empty()));

        // Then
        assertThat(read.events())
                .extracting(SourceEvent::partition, SourceEvent::offset, TopicEventsTest::text)
                .containsExactly(tuple(0, 1L, "globex 3"), tuple(0, 2L, "acme 4"), tuple(1, 2L, "acme 5"));
        assertThat(read.records()).isEqualTo(6);
        assertThat(read.notes()).isEmpty();
    }

    @Test
    void goesBackInPiecesUntilItHasEnough() {
        // Given more records of others than a piece holds
        append(0, "acme 1", 9_000);
        append(0, "globex 1", 9_000);
        for (int i = 0; i < 5_000; i++) {
            append(0, "x", 8_000);
        }

        // When
        RecentEvents.Read read = read(PreviewBounds.DEFAULT);

        // Then
        assertThat(read.events()).extracting(TopicEventsTest::text).containsExactly("acme 1", "globex 1");
        assertThat(read.records()).isEqualTo(5_002);
    }

    @Test
    void endsWhereItHasReadEnoughRecordsAndSaysSo() {
        // Given
        append(0, "acme 1", 9_000);
        for (int i = 0; i < 5_000; i++) {
            append(0, "x", 8_000);
        }

        // When
        RecentEvents.Read read = read(new PreviewBounds(10, 2_000, 1 << 20, Duration.ofSeconds(30), Optional.empty()));

        // Then
        assertThat(read.events()).isEmpty();
        assertThat(read.notes()).containsExactly("ended after 2000 records: older ones were not read");
    }

    @Test
    void readsNothingThatArrivedBeforeTheTimeToLookBack() {
        // Given
        append(0, "acme old", 7_200);
        append(0, "acme new", 60);

        // When
        RecentEvents.Read read = read(PreviewBounds.DEFAULT.of(10, Optional.of(Duration.ofHours(1))));

        // Then
        assertThat(read.events()).extracting(TopicEventsTest::text).containsExactly("acme new");
        assertThat(read.records()).isEqualTo(1);
    }

    @Test
    void keepsNoMoreThanItsMemory() {
        // Given
        append(0, "acme " + "1".repeat(600), 90);
        append(0, "acme " + "2".repeat(600), 80);

        // When
        RecentEvents.Read read = read(new PreviewBounds(10, 100, 1_000, Duration.ofSeconds(30), Optional.empty()));

        // Then
        assertThat(read.events()).singleElement().extracting(SourceEvent::offset).isEqualTo(1L);
        assertThat(read.notes()).containsExactly("fewer events than asked for: they are too large together");
    }

    @Test
    void endsWhenItIsCancelled() {
        // Given
        append(0, "acme 1", 90);
        AtomicInteger asked = new AtomicInteger();

        // When
        RecentEvents.Read read;
        try (Consumer<byte[], byte[]> consumer = clients.consumer(Map.of())) {
            read = new TopicEvents(consumer, 1, clock())
                    .read(Source.DOWNLOAD, SIEVE, PreviewBounds.DEFAULT, () -> asked.incrementAndGet() > 0);
        }

        // Then
        assertThat(read.events()).isEmpty();
        assertThat(read.notes())
                .containsExactly("ended before everything was read: stopped, or it took longer than PT30S");
    }

    @Test
    void itsConsumerJoinsNoGroupAndCommitsNothing() {
        assertThat(TopicEvents.settings(Map.of("group.id", "mine", "bootstrap.servers", "b:1")))
                .doesNotContainKey("group.id")
                .containsEntry("bootstrap.servers", "b:1")
                .containsEntry("enable.auto.commit", "false")
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("allow.auto.create.topics", "false");
    }

    @Test
    void aTopicThatCannotBeReadIsNamed() {
        // Given
        clients.readFailure = Optional.of(new KafkaException("not authorized"));

        // Then
        assertThatThrownBy(() -> read(PreviewBounds.DEFAULT))
                .isInstanceOf(ClusterException.class)
                .hasMessage("cannot read the topic download-events: not authorized");
    }

    private RecentEvents.Read read(PreviewBounds bounds) {
        try (Consumer<byte[], byte[]> consumer = clients.consumer(TopicEvents.settings(Map.of()))) {
            return new TopicEvents(consumer, 2, clock()).read(Source.DOWNLOAD, SIEVE, bounds, () -> false);
        }
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    private static String text(SourceEvent event) {
        return new String(event.value(), StandardCharsets.UTF_8);
    }

    private void append(int partition, String text, long secondsAgo) {
        clients.log.now = NOW.minusSeconds(secondsAgo);
        clients.log.append(
                new ProducerRecord<>(TOPIC, partition, null, text.getBytes(StandardCharsets.UTF_8)));
    }
}
