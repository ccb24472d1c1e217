package dev.waybill.local;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.contract.Topics;
import dev.waybill.topics.TopicSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Streams application is killed with events in memory that it has accepted, and judges them otherwise when it reads them
 * again: then each of them gets its ticket, in a transaction, and keeps it.
 */
class RejudgedIT {
    private static final String INPUT = "download-events";
    private static final int AHEAD = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String SPEC = """
            tenant: acme
            exports:
              - id: all
                source: download
                format: { kind: csv, columns: [event_id], compression: none }
                schedule: { every: daily, grace: PT2H }
                destination: { kind: file, directory: /tmp }
            """;

    @TempDir
    Path folder;

    @Test
    void whatIsRefusedWhenItIsReadAgainGetsItsTicketOnce() throws Exception {
        // Given
        try (WholeStack stack = new WholeStack(folder, Map.of("acme", SPEC), TopicSettings.EMBEDDED, Map.of())) {
            KafkaProducer<byte[], byte[]> producer = stack.producer();
            send(producer, event("first", Instant.now()));
            RecordMetadata last = null;
            for (int i = 0; i < AHEAD; i++) {
                last = send(producer, event("ahead-" + i, Instant.now().plus(Duration.ofMinutes(3))));
            }
            try (ChildProcess process = start(stack, "PT5M", 1)) {
                awaitCommitted(stack, process, Objects.requireNonNull(last));
                process.kill();
            }

            // When
            try (ChildProcess process = start(stack, "PT1M", 2)) {
                awaitTickets(stack, process, AHEAD);
                process.kill();
            }
            RecordMetadata broken = send(producer, new byte[] {9, 9, 9});
            try (ChildProcess process = start(stack, "PT5M", 3)) {
                awaitTickets(stack, process, AHEAD + 1);
                process.kill();
            }

            // Then
            assertThat(ticketedOffsets(stack))
                    .hasSize(AHEAD + 1)
                    .contains(broken.offset())
                    .contains(last.offset());
            assertThat(stack.committed(Topics.QUARANTINE)).hasSize(AHEAD + 1);
        }
    }

    private static byte[] event(String id, Instant occurredAt) {
        return new TestEvent(id, "acme", occurredAt.toString()).json();
    }

    private static RecordMetadata send(KafkaProducer<byte[], byte[]> producer, byte[] value) throws Exception {
        return producer.send(new ProducerRecord<>(INPUT, "acme".getBytes(StandardCharsets.UTF_8), value))
                .get();
    }

    private static void awaitCommitted(WholeStack stack, ChildProcess process, RecordMetadata last) {
        TopicPartition partition = new TopicPartition(last.topic(), last.partition());
        try (Admin admin = stack.broker.admin()) {
            await().atMost(PATIENCE).until(() -> {
                process.requireAlive();
                long end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .get()
                        .offset();
                OffsetAndMetadata committed = admin.listConsumerGroupOffsets(LocalStreams.APPLICATION_ID)
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .get(partition);
                return committed != null && committed.offset() == end;
            });
        }
    }

    private static void awaitTickets(WholeStack stack, ChildProcess process, int tickets) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            process.requireAlive();
            assertThat(stack.committed(Topics.QUARANTINE)).hasSizeGreaterThanOrEqualTo(tickets);
        });
    }

    private static TreeSet<Long> ticketedOffsets(WholeStack stack) {
        return stack.committed(Topics.QUARANTINE).stream()
                .map(ticket -> new String(ticket.value(), StandardCharsets.UTF_8))
                .map(ticket -> Long.parseLong(ticket.replaceFirst(".*\"offset\":(\\d+),.*", "$1")))
                .collect(toCollection(TreeSet::new));
    }

    private ChildProcess start(WholeStack stack, String futureSkew, int run) throws Exception {
        return ChildProcess.start(
                stack.broker.bootstrapServers(),
                folder,
                folder.resolve("streams"),
                folder.resolve("run-" + run + ".log"),
                Map.of(KilledStreams.FUTURE_SKEW, futureSkew, KilledStreams.REPLAY_DISTANCE, "PT1H"));
    }
}
