package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.local.sample.SampleEvents;
import dev.waybill.local.sample.SampleRecord;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplePublisherIT {
    private static final Instant START = Instant.parse("2026-03-04T02:00:00Z");

    @TempDir
    Path folder;

    private static final List<String> TENANTS = List.of("acme", "globex");

    private final SampleEvents events = events(new SampleCohort(1, TENANTS, START, START));

    @Test
    void publishesEachHourOnceOverRestartsAndKills() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
            createTopics(broker);
            try (SamplePublisher publisher = new SamplePublisher(broker)) {
                assertThat(publisher.publishedUntil()).isEmpty();
                assertThat(publisher.publish(1, TENANTS, this::events, START, START.plus(hours(2)), hour -> {}))
                        .containsExactly(new SampleCohort(1, TENANTS, START, START.plus(hours(2))));
            }
            leaveTransactionOpen(broker);
        }

        List<Instant> published = new ArrayList<>();
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder);
                SamplePublisher publisher = new SamplePublisher(broker)) {
            assertThat(publisher.publishedUntil()).contains(START.plus(hours(2)));
            assertThat(publisher.publish(
                            1, TENANTS, this::events, START.plus(hours(1)), START.plus(hours(3)), published::add))
                    .containsExactly(new SampleCohort(1, TENANTS, START, START.plus(hours(3))));

            assertThat(published).containsExactly(START.plus(hours(2)));
            assertThat(read(broker))
                    .containsExactlyInAnyOrderElementsOf(
                            expected(new SampleCohort(1, TENANTS, START, START.plus(hours(3))))
                                    .toList());
        }
    }

    @Test
    void publishesForOtherTenantsAndOfAnotherSeedWhatIsMissingOfThem() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
            createTopics(broker);
            publish(broker, 1, TENANTS, 2);

            List<SampleCohort> withOneMore = publish(broker, 1, List.of("acme", "new", "globex"), 3);
            List<SampleCohort> withoutOne = publish(broker, 1, List.of("new"), 3);
            List<SampleCohort> other = publish(broker, 7, List.of("acme"), 1);

            SampleCohort first = new SampleCohort(1, TENANTS, START, START.plus(hours(3)));
            SampleCohort second = new SampleCohort(1, List.of("new"), START, START.plus(hours(3)));
            SampleCohort third = new SampleCohort(7, List.of("acme"), START, START.plus(hours(1)));
            assertThat(withOneMore).containsExactly(first, second);
            assertThat(withoutOne).as("a cohort goes on as it began").containsExactly(first, second);
            assertThat(other).containsExactly(first, second, third);
            assertThat(read(broker))
                    .containsExactlyInAnyOrderElementsOf(Stream.of(first, second, third)
                            .flatMap(this::expected)
                            .toList());
        }
    }

    private List<SampleCohort> publish(EmbeddedBroker broker, long seed, List<String> tenants, int hours) {
        try (SamplePublisher publisher = new SamplePublisher(broker)) {
            return publisher.publish(seed, tenants, this::events, START, START.plus(hours(hours)), hour -> {});
        }
    }

    private SampleEvents events(SampleCohort cohort) {
        return new SampleEvents(cohort.seed(), cohort.tenants(), 1, 2);
    }

    private Stream<String> expected(SampleCohort cohort) {
        SampleEvents theirs = events(cohort);
        return Stream.iterate(cohort.first(), hour -> hour.isBefore(cohort.end()), hour -> hour.plus(hours(1)))
                .flatMap(hour -> theirs.arrivingFrom(hour).stream())
                .map(record -> Arrays.toString(record.value()));
    }

    private static Duration hours(int hours) {
        return Duration.ofHours(hours);
    }

    private static void createTopics(EmbeddedBroker broker) {
        try (Admin admin = broker.admin()) {
            assertThat(TopicPlan.of(List.of(), TopicSettings.EMBEDDED)
                            .apply(admin)
                            .open())
                    .isEmpty();
        }
    }

    /** What a killed run leaves behind: the events of an hour whose transaction never ended. */
    private void leaveTransactionOpen(EmbeddedBroker broker) {
        KafkaProducer<byte[], byte[]> killed = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "waybill-local-samples"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        killed.initTransactions();
        killed.beginTransaction();
        for (SampleRecord record : events.arrivingFrom(START.plus(hours(2)))) {
            killed.send(new ProducerRecord<>(Topics.input(record.source()), record.value()));
        }
        killed.flush();
        killed.close(Duration.ZERO);
    }

    private static List<String> read(EmbeddedBroker broker) throws Exception {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (Source source : Source.values()) {
                consumer.partitionsFor(Topics.input(source))
                        .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = TopicEnds.of(broker, partitions);
            List<String> values = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(Arrays.toString(record.value())));
            }
            return values;
        }
    }
}
