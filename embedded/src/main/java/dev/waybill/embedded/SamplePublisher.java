package dev.waybill.embedded;

import dev.waybill.contract.Topics;
import dev.waybill.embedded.sample.SampleEvents;
import dev.waybill.embedded.sample.SampleRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes sample events hour by hour, each hour exactly once whatever happens: the note which hour was published is
 * written to a topic of its own, in one transaction with the hour's events.
 */
final class SamplePublisher {
    private static final String PROGRESS_TOPIC = "waybill.local.progress";
    private static final String TRANSACTIONAL_ID = "waybill-local-samples";
    private static final Duration HOUR = Duration.ofHours(1);

    private final EmbeddedBroker broker;

    SamplePublisher(EmbeddedBroker broker) {
        this.broker = broker;
        broker.createTopic(PROGRESS_TOPIC, 1, Map.of());
    }

    /**
     * Publishes every hour before {@code end} that has not been published.
     *
     * @param firstStart where to begin in a folder where nothing was ever published
     * @param progress is told each hour when it is in
     * @return the start of the first hour ever published here
     */
    Instant publish(SampleEvents events, Instant firstStart, Instant end, Consumer<Instant> progress) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            // Ends a transaction that a killed run left open, so that what is read next is final.
            producer.initTransactions();
            Optional<Published> published = published();
            Instant next = published.map(Published::end).orElse(firstStart);
            Instant first = published.map(Published::first).orElse(firstStart);
            for (; next.isBefore(end); next = next.plus(HOUR)) {
                publishHour(producer, events.arrivingFrom(next), new Published(first, next.plus(HOUR)));
                progress.accept(next);
            }
            return first;
        }
    }

    private static void publishHour(
            KafkaProducer<byte[], byte[]> producer, List<SampleRecord> records, Published published) {
        producer.beginTransaction();
        for (SampleRecord record : records) {
            producer.send(new ProducerRecord<>(
                    Topics.input(record.source()),
                    null,
                    record.timestamp().toEpochMilli(),
                    record.key().getBytes(StandardCharsets.UTF_8),
                    record.value()));
        }
        producer.send(new ProducerRecord<>(PROGRESS_TOPIC, published.bytes()));
        producer.commitTransaction();
    }

    /** What earlier runs have published; the last record of the topic says it. */
    private Optional<Published> published() {
        TopicPartition partition = new TopicPartition(PROGRESS_TOPIC, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            Optional<Published> last = Optional.empty();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    last = Optional.of(Published.of(record.value()));
                }
            }
            return last;
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", broker.bootstrapServers(),
                        "transactional.id", TRANSACTIONAL_ID,
                        "linger.ms", "20",
                        "batch.size", "1000000",
                        "max.in.flight.requests.per.connection", "1",
                        "compression.type", "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** The hours from {@code first} to {@code end} are published. */
    private record Published(Instant first, Instant end) {
        static Published of(byte[] bytes) {
            String[] sides = new String(bytes, StandardCharsets.UTF_8).split("/", 2);
            return new Published(Instant.parse(sides[0]), Instant.parse(sides[1]));
        }

        byte[] bytes() {
            return (first + "/" + end).getBytes(StandardCharsets.UTF_8);
        }
    }
}
