package dev.waybill.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Topics;
import dev.waybill.embedded.sample.SampleEvents;
import dev.waybill.embedded.sample.SampleRecord;
import dev.waybill.spec.Source;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

    private final SampleEvents events = new SampleEvents(1, List.of("acme", "globex"), 1, 2);

    @Test
    void publishesEachHourOnceOverRestartsAndKills() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
            createTopics(broker);
            Instant first = new SamplePublisher(broker).publish(events, START, START.plus(hours(2)), hour -> {});
            assertThat(first).isEqualTo(START);
            leaveTransactionOpen(broker);
        }

        List<Instant> published = new ArrayList<>();
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
            Instant first = new SamplePublisher(broker)
                    .publish(events, START.plus(hours(1)), START.plus(hours(3)), published::add);

            assertThat(first).isEqualTo(START);
            assertThat(published).containsExactly(START.plus(hours(2)));
            assertThat(read(broker)).containsExactlyInAnyOrderElementsOf(expected(3));
        }
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

    private List<String> expected(int hours) {
        List<String> values = new ArrayList<>();
        for (int hour = 0; hour < hours; hour++) {
            events.arrivingFrom(START.plus(hours(hour))).forEach(record -> values.add(Arrays.toString(record.value())));
        }
        return values;
    }

    private static List<String> read(EmbeddedBroker broker) {
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
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<String> values = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(Arrays.toString(record.value())));
            }
            return values;
        }
    }
}
