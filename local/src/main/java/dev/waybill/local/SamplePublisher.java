package dev.waybill.local;

import dev.waybill.contract.Topics;
import dev.waybill.local.sample.SampleEvents;
import dev.waybill.local.sample.SampleRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes sample events hour by hour, each hour of each cohort exactly once whatever happens: the note which hour was
 * published is written to a topic of its own, in one transaction with the hour's events.
 */
final class SamplePublisher implements AutoCloseable {
    private static final String PROGRESS_TOPIC = "waybill.local.progress";
    private static final String TRANSACTIONAL_ID = "waybill-local-samples";
    private static final Duration HOUR = Duration.ofHours(1);

    private final KafkaProducer<byte[], byte[]> producer;
    /** In the order in which they began. */
    private final List<SampleCohort> cohorts;

    SamplePublisher(EmbeddedBroker broker) {
        broker.createTopic(PROGRESS_TOPIC, 1, Map.of());
        producer = producer(broker);
        // Ends a transaction that a killed run left open, so that what is read next is final.
        producer.initTransactions();
        cohorts = published(broker);
    }

    /** The end of the last hour that earlier runs have published; empty if there were none. */
    Optional<Instant> publishedUntil() {
        return cohorts.stream().map(SampleCohort::end).max(Comparator.naturalOrder());
    }

    /**
     * Publishes every hour before {@code end} that has not been published of these tenants' events of this seed.
     *
     * @param events of a cohort
     * @param firstStart where to begin with tenants of which nothing was ever published
     * @param progress is told each hour when it is in
     * @return every cohort, those with other tenants and seeds included
     */
    List<SampleCohort> publish(
            long seed,
            Collection<String> tenants,
            Function<SampleCohort, SampleEvents> events,
            Instant firstStart,
            Instant end,
            Consumer<Instant> progress) {
        List<String> without =
                tenants.stream().filter(tenant -> !isInACohort(seed, tenant)).toList();
        if (!without.isEmpty()) {
            cohorts.add(new SampleCohort(seed, without, firstStart, firstStart));
        }
        // Hour by hour, not cohort by cohort: events of one tenant must not make those of another late.
        for (Instant hour = firstMissing(seed, end); hour.isBefore(end); hour = hour.plus(HOUR)) {
            for (int i = 0; i < cohorts.size(); i++) {
                SampleCohort cohort = cohorts.get(i);
                if (cohort.seed() == seed && cohort.end().equals(hour)) {
                    SampleCohort further = cohort.until(hour.plus(HOUR));
                    publishHour(events.apply(cohort).arrivingFrom(hour), further);
                    cohorts.set(i, further);
                    progress.accept(hour);
                }
            }
        }
        return List.copyOf(cohorts);
    }

    private boolean isInACohort(long seed, String tenant) {
        return cohorts.stream()
                .anyMatch(cohort -> cohort.seed() == seed && cohort.tenants().contains(tenant));
    }

    private Instant firstMissing(long seed, Instant end) {
        return cohorts.stream()
                .filter(cohort -> cohort.seed() == seed)
                .map(SampleCohort::end)
                .min(Comparator.naturalOrder())
                .orElse(end);
    }

    private void publishHour(List<SampleRecord> records, SampleCohort published) {
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

    /** What earlier runs have published; the last note of a cohort says how far it is. */
    private static List<SampleCohort> published(EmbeddedBroker broker) {
        TopicPartition partition = new TopicPartition(PROGRESS_TOPIC, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            List<SampleCohort> cohorts = new ArrayList<>();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    note(SampleCohort.of(record.value()), cohorts);
                }
            }
            return cohorts;
        }
    }

    private static void note(SampleCohort published, List<SampleCohort> cohorts) {
        for (int i = 0; i < cohorts.size(); i++) {
            if (cohorts.get(i).isSame(published)) {
                cohorts.set(i, published);
                return;
            }
        }
        cohorts.add(published);
    }

    private static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker) {
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

    @Override
    public void close() {
        producer.close();
    }
}
