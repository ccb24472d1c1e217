package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.topics.InputTimestamps;
import dev.waybill.topics.TopicSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One tenant is held back while events of two come, and both processes are killed: the one that holds back, and the one that
 * catches up, while it does. The events are stamped days ago, and time goes on as the test has it: late parts are collected
 * for an hour.
 */
class HeldBackIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int EVENTS = 3_000;
    private static final int MORE = 200;
    private static final int LEFT = 5;
    private static final List<String> TENANTS = List.of("acme", "globex");
    private static final String INPUT = Topics.input(Source.DOWNLOAD);
    private static final TopicPartition PARTITION = new TopicPartition(INPUT, 0);
    private static final TopicSettings TOPICS = new TopicSettings(
            1, 1, 1, 4, InputTimestamps.CREATE_TIME, Duration.ofDays(365), 10L << 30, Duration.ofDays(365));

    @TempDir
    Path folder;

    private int published;
    private Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(50));

    @Test
    void deliversEachEventOnceOfATenantThatWasHeldBackWhenItCame() throws Exception {
        try (WholeStack stack = new WholeStack(folder, specs(), TOPICS, Map.of())) {
            KafkaProducer<byte[], byte[]> producer = stack.producer();
            try (DeliveredRows acme = delivered(stack, "acme");
                    DeliveredRows globex = delivered(stack, "globex")) {
                // Given
                try (ChildProcess holding = start(stack, "acme")) {
                    publish(producer, EVENTS);
                    awaitRows(globex, EVENTS, holding, producer);
                    holding.kill();
                }
                assertThat(acme.read().rows()).isZero();

                // When
                try (ChildProcess process = start(stack, null)) {
                    publish(producer, MORE);
                    awaitSomeRows(acme, process, producer);
                    process.kill();
                }
                try (ChildProcess process = start(stack, null)) {
                    publish(producer, MORE);
                    awaitRows(acme, EVENTS + 2 * MORE, process, producer);
                    awaitRows(globex, EVENTS + 2 * MORE, process, producer);
                    process.kill();
                }

                // Then
                assertThat(once(acme, "acme")).hasSize(EVENTS + 2 * MORE);
                assertThat(once(globex, "globex")).hasSize(EVENTS + 2 * MORE);
            }
        }
    }

    @Test
    void goesOnBehindWhatTheInputNoLongerHoldsAndSaysSo() throws Exception {
        try (WholeStack stack = new WholeStack(folder, specs(), TOPICS, Map.of())) {
            KafkaProducer<byte[], byte[]> producer = stack.producer();
            try (DeliveredRows acme = delivered(stack, "acme");
                    DeliveredRows globex = delivered(stack, "globex");
                    Admin admin = stack.broker.admin()) {
                // Given
                try (ChildProcess holding = start(stack, "acme")) {
                    publish(producer, MORE);
                    awaitRows(globex, MORE, holding, producer);
                    awaitReadToTheEnd(admin, holding);
                    holding.kill();
                }
                long gone = 2L * (MORE - LEFT);
                admin.deleteRecords(Map.of(PARTITION, RecordsToDelete.beforeOffset(gone)))
                        .all()
                        .get();

                // When
                Path log = folder.resolve("catching-up.log");
                try (ChildProcess process = start(stack, null, log)) {
                    publish(producer, 1);
                    awaitRows(acme, LEFT + 1, process, producer);
                    awaitRows(globex, MORE + 1, process, producer);
                    process.kill();
                }

                // Then
                assertThat(Files.readString(log))
                        .contains("the partition no longer holds the offsets from 0 to " + (gone - 1)
                                + ": events of exports that were held back are lost");
            }
        }
    }

    /** Publishes as many events of each tenant, in turn. */
    private void publish(KafkaProducer<byte[], byte[]> producer, int count) throws Exception {
        Future<RecordMetadata> last = null;
        for (int i = 0; i < count; i++) {
            for (String tenant : TENANTS) {
                TestEvent event = new TestEvent("%s-%d".formatted(tenant, published), tenant, now.toString());
                last = producer.send(new ProducerRecord<>(INPUT, 0, now.toEpochMilli(), null, event.json()));
            }
            published++;
        }
        producer.flush();
        if (last != null) {
            last.get();
        }
    }

    private static DeliveredRows delivered(WholeStack stack, String tenant) {
        TopicReader reader = TopicReader.committed(
                stack.broker.bootstrapServers(), List.of(Topics.dedicated(new ExportId(tenant, "downloads"))));
        reader.toEnd();
        return new DeliveredRows(reader);
    }

    /** Time goes on: an event of a tenant without exports arrives two hours later. */
    private void timeGoesOn(KafkaProducer<byte[], byte[]> producer) {
        now = now.plus(Duration.ofHours(2));
        TestEvent event = new TestEvent("clock-" + now, "clock", now.toString());
        producer.send(new ProducerRecord<>(INPUT, 0, now.toEpochMilli(), null, event.json()));
    }

    private void awaitRows(
            DeliveredRows delivered, int rows, ChildProcess process, KafkaProducer<byte[], byte[]> producer) {
        await().atMost(PATIENCE).pollInterval(POLL).untilAsserted(() -> {
            process.requireAlive();
            timeGoesOn(producer);
            assertThat(delivered.read().rows()).isEqualTo(rows);
        });
    }

    private void awaitSomeRows(DeliveredRows delivered, ChildProcess process, KafkaProducer<byte[], byte[]> producer) {
        await().atMost(PATIENCE).pollInterval(POLL).until(() -> {
            process.requireAlive();
            timeGoesOn(producer);
            return delivered.read().rows() > 0;
        });
    }

    private static void awaitReadToTheEnd(Admin admin, ChildProcess process) {
        await().atMost(PATIENCE).until(() -> {
            process.requireAlive();
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                            LocalStreams.APPLICATION_ID)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return committed.get(PARTITION).offset() == end(admin);
        });
    }

    private static long end(Admin admin) throws Exception {
        return admin.listOffsets(Map.of(PARTITION, OffsetSpec.latest()))
                .partitionResult(PARTITION)
                .get()
                .offset();
    }

    /** The ids of the tenant's events, of which none may stand in the parts twice. */
    private static Map<String, Integer> once(DeliveredRows delivered, String tenant) {
        Map<String, Integer> times = new TreeMap<>();
        delivered.byEvent().forEach((id, exports) -> {
            assertThat(id).startsWith(tenant + "-");
            assertThat(exports.values()).describedAs(id).containsExactly(1);
            times.put(id, 1);
        });
        return times;
    }

    private ChildProcess start(WholeStack stack, String heldBack) throws Exception {
        return start(stack, heldBack, folder.resolve("streams-" + System.nanoTime() + ".log"));
    }

    private ChildProcess start(WholeStack stack, String heldBack, Path log) throws Exception {
        Map<String, String> options = new HashMap<>();
        if (heldBack != null) {
            options.put(KilledStreams.HELD_BACK, heldBack);
        }
        return ChildProcess.start(stack.broker.bootstrapServers(), folder, folder.resolve("streams"), log, options);
    }

    private static Map<String, String> specs() {
        Map<String, String> specs = new TreeMap<>();
        for (String tenant : TENANTS) {
            specs.put(tenant, """
                    tenant: %s
                    exports:
                      - id: downloads
                        source: download
                        deduplicate: false
                        format: { kind: csv, columns: [event_id], compression: none }
                        redact: [{ kind: hash, field: user.identifier, key: "${env:%s_key}" }]
                        schedule: { every: hourly, grace: PT1S }
                        destination: { kind: file, directory: /exports/%s }
                    """.formatted(tenant, tenant, tenant));
        }
        return specs;
    }
}
