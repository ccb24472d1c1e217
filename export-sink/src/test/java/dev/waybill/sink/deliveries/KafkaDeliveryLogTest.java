package dev.waybill.sink.deliveries;

import static dev.waybill.sink.fake.Records.ACME;
import static dev.waybill.sink.fake.Records.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.ledger.DeliveryJson;
import dev.waybill.ledger.DeliveryLane;
import dev.waybill.ledger.DeliveryRecord;
import dev.waybill.ledger.DeliveryResumed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaDeliveryLogTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AtomicLong nanos = new AtomicLong();
    private final StatedDeliveries stated = new StatedDeliveries(nanos::get);
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(Cluster.empty(), true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final List<KafkaDeliveryLog> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(KafkaDeliveryLog::close);
    }

    @Test
    void writesWhatIsSaidInItsOrderToThePartitionOfItsExport() throws Exception {
        // Given
        KafkaDeliveryLog log = start(producer);

        // When
        log.say(said(ACME, 0));
        log.say(said(GLOBEX, 1));
        log.say(said(ACME, 2));

        // Then
        await().atMost(PATIENCE).until(() -> stated.getStated() == 3);
        List<ProducerRecord<byte[], byte[]>> written = producer.history();
        for (int i = 0; i < 3; i++) {
            ExportId export = i == 1 ? GLOBEX : ACME;
            assertThat(written.get(i).topic()).isEqualTo("waybill.deliveries");
            assertThat(written.get(i).partition()).isEqualTo(Topics.partition(export, 8));
            assertThat(new String(written.get(i).key(), StandardCharsets.UTF_8)).isEqualTo(export.toString());
            assertThat(DeliveryJson.read(written.get(i).value())).contains(said(export, i));
        }
        assertThat(stated.getWaiting()).isZero();
    }

    @Test
    void dropsAndCountsWhatTheClusterDoesNotTakeAndGoesOn() {
        // Given
        producer.sendException = new TimeoutException("no metadata");
        KafkaDeliveryLog log = start(producer);

        // When
        log.say(said(ACME, 0));
        await().atMost(PATIENCE).until(() -> stated.getDropped() == 1);
        String trouble = stated.getTrouble();
        producer.sendException = null;
        log.say(said(ACME, 1));

        // Then
        await().atMost(PATIENCE).until(() -> stated.getStated() == 1);
        assertThat(trouble).isEqualTo("TimeoutException");
    }

    @Test
    void dropsAndCountsWhatIsNotAcknowledged() {
        // Given
        MockProducer<byte[], byte[]> silent =
                new MockProducer<>(Cluster.empty(), false, null, new ByteArraySerializer(), new ByteArraySerializer());
        KafkaDeliveryLog log = start(silent);
        log.say(said(ACME, 0));
        await().atMost(PATIENCE).until(() -> silent.history().size() == 1);
        long waiting = stated.getWaiting();

        // When
        silent.errorNext(new TimeoutException("not acknowledged"));

        // Then
        assertThat(waiting).isEqualTo(1);
        assertThat(stated.getDropped()).isEqualTo(1);
        assertThat(stated.getWaiting()).isZero();
    }

    /** The dispatcher says it under its lock: if this waited, everything would. */
    @Test
    void neverWaitsForAClusterThatDoesNotAnswerAndHoldsNoMoreThanItsRoom() throws Exception {
        // Given: the client blocks, as one that finds no broker does
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        KafkaDeliveryLog log = start(() -> {
            blocked.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return producer;
        });
        log.say(said(ACME, 0));
        blocked.await();

        // When
        for (int i = 1; i <= KafkaDeliveryLog.CAPACITY + 5; i++) {
            log.say(said(ACME, i));
        }

        // Then
        assertThat(stated.getDropped()).isEqualTo(5);
        assertThat(stated.getTrouble()).isEqualTo("more is said than can be written");
        assertThat(stated.getWaiting()).isEqualTo(KafkaDeliveryLog.CAPACITY + 1);
        answer.countDown();
        await().atMost(PATIENCE).until(() -> stated.getWaiting() == 0);
        assertThat(stated.getStated()).isEqualTo(KafkaDeliveryLog.CAPACITY + 1);
    }

    @Test
    void triesToMakeAClientThatCannotBeMadeOnlyNowAndThen() {
        // Given: no name server
        AtomicInteger tries = new AtomicInteger();
        KafkaDeliveryLog log = start(() -> {
            if (tries.incrementAndGet() == 1) {
                throw new ConfigException("No resolvable bootstrap urls given in bootstrap.servers");
            }
            return producer;
        });
        for (int i = 0; i < 20; i++) {
            log.say(said(ACME, i));
        }
        await().atMost(PATIENCE).until(() -> stated.getDropped() == 20);
        int triesAtFirst = tries.get();

        // When
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        log.say(said(ACME, 20));

        // Then
        await().atMost(PATIENCE).until(() -> stated.getStated() == 1);
        assertThat(triesAtFirst).isEqualTo(1);
        assertThat(tries).hasValue(2);
        assertThat(stated.getTrouble()).isEqualTo("ConfigException");
    }

    @Test
    void writesWhatIsLeftWhenItIsClosedAndClosesItsClient() {
        // Given
        KafkaDeliveryLog log = start(producer);
        for (int i = 0; i < 100; i++) {
            log.say(said(ACME, i));
        }

        // When
        log.close();
        log.say(said(ACME, 100));

        // Then
        await().atMost(PATIENCE).until(producer::closed);
        assertThat(stated.getStated()).isEqualTo(100);
        assertThat(stated.getDropped()).as("what is said afterwards").isEqualTo(1);
    }

    @Test
    void letsTheOperatorChangeEverythingButTheAcknowledgementsAndTheOrder() {
        // When
        Map<String, Object> properties = KafkaDeliveryLog.producerProperties(Map.of(
                "bootstrap.servers",
                "broker:9092",
                "acks",
                "0",
                "max.in.flight.requests.per.connection",
                5,
                "linger.ms",
                5));

        // Then
        assertThat(properties)
                .containsEntry("bootstrap.servers", "broker:9092")
                .containsEntry("acks", "all")
                .containsEntry("max.in.flight.requests.per.connection", 1)
                .containsEntry("linger.ms", 5)
                .containsEntry("max.block.ms", 10_000L)
                .containsEntry("buffer.memory", 4L << 20);
    }

    private KafkaDeliveryLog start(Producer<byte[], byte[]> client) {
        return start(() -> client);
    }

    private KafkaDeliveryLog start(Supplier<Producer<byte[], byte[]>> clients) {
        KafkaDeliveryLog log = KafkaDeliveryLog.start(clients, nanos::get, stated);
        started.add(log);
        return log;
    }

    private static DeliveryRecord said(ExportId export, int number) {
        DeliveryLane lane = new DeliveryLane(export, Topics.dedicated(export), 0, "s3://logs/", "0a1b2c3d");
        Instant at = Instant.parse("2026-03-04T06:00:00Z");
        return new DeliveryResumed(lane, at.plusSeconds(number), at, "ROLE_REFUSED");
    }
}
