package dev.waybill.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partitions that hold everything, the rest of it, nothing any more, and never anything. */
class InputsIT {
    private static final Instant FIRST = Instant.parse("2026-03-04T05:00:00Z");
    private static final Instant ASKED = Instant.parse("2026-03-05T00:00:00Z");
    private static final int RECORDS = 10;
    /** Ten years: nothing expires while a test runs. */
    private static final String RETENTION = "315360000000";

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(folder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void areReadFromTheFirstRecordThatArrivedInTime() throws Exception {
        // Given
        fill("by-time", Map.of("retention.ms", RETENTION));

        // When
        List<SourceSpan> spans = spans("by-time", FIRST.plusSeconds(150));

        // Then
        Optional<Instant> rest = Optional.of(FIRST.plusSeconds(4 * 60));
        Optional<Instant> kept = Optional.of(ASKED.minusMillis(Long.parseLong(RETENTION)));
        assertThat(spans)
                .containsExactly(
                        new SourceSpan(new TopicPartition("by-time", 0), 3, RECORDS, Optional.empty()),
                        new SourceSpan(new TopicPartition("by-time", 1), 4, RECORDS, rest),
                        new SourceSpan(new TopicPartition("by-time", 2), RECORDS, RECORDS, kept),
                        new SourceSpan(new TopicPartition("by-time", 3), 0, 0, Optional.empty()));
    }

    @Test
    void mayHaveLostAnythingWhereTheirSizeIsLimited() throws Exception {
        // Given
        fill("by-size", Map.of("retention.ms", RETENTION, "retention.bytes", "1073741824"));

        // When
        List<SourceSpan> spans = spans("by-size", FIRST.plus(Duration.ofDays(1)));

        // Then
        assertThat(spans.get(0))
                .isEqualTo(new SourceSpan(new TopicPartition("by-size", 0), RECORDS, RECORDS, Optional.empty()));
        assertThat(spans.get(2).heldFrom()).contains(ASKED);
    }

    /** A record a minute in three of four partitions; then four are removed from one, and all from another. */
    private static void fill(String topic, Map<String, String> config) throws Exception {
        broker.createTopic(topic, 4, config);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                Admin admin = broker.admin()) {
            for (int partition = 0; partition < 3; partition++) {
                for (int i = 0; i < RECORDS; i++) {
                    long arrival = FIRST.plusSeconds(i * 60L).toEpochMilli();
                    producer.send(new ProducerRecord<>(topic, partition, arrival, null, new byte[] {1}))
                            .get(30, TimeUnit.SECONDS);
                }
            }
            admin.deleteRecords(Map.of(
                            new TopicPartition(topic, 1), RecordsToDelete.beforeOffset(4),
                            new TopicPartition(topic, 2), RecordsToDelete.beforeOffset(RECORDS)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static List<SourceSpan> spans(String topic, Instant arrivedFrom) {
        try (Admin admin = broker.admin()) {
            return new Inputs(admin).spans(List.of(topic), arrivedFrom, ASKED);
        }
    }
}
