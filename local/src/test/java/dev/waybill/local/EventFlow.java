package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes download events of the tenants all the time, every twentieth or so twice. */
final class EventFlow implements AutoCloseable {
    private static final Duration BETWEEN_BURSTS = Duration.ofMillis(100);

    private final KafkaProducer<byte[], byte[]> producer;
    private final FlowTenants tenants;
    private final int burst;
    private final Random choice;
    private final ScheduledExecutorService publisher = Executors.newSingleThreadScheduledExecutor();
    private final List<Exception> failures = new CopyOnWriteArrayList<>();
    /** How many records there are of an event. */
    private final Map<String, Integer> copies = new ConcurrentHashMap<>();
    /** By id. */
    private final Map<String, TestEvent> events = new ConcurrentHashMap<>();

    /**
     * Begins to publish; takes over the producer.
     *
     * @param burst how many events every tenth of a second
     */
    EventFlow(KafkaProducer<byte[], byte[]> producer, FlowTenants tenants, int burst, long seed) {
        this.producer = producer;
        this.tenants = tenants;
        this.burst = burst;
        this.choice = new Random(seed);
        publisher.scheduleAtFixedRate(this::publish, 0, BETWEEN_BURSTS.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void publish() {
        for (int i = 0; i < burst; i++) {
            Instant arrival = Instant.now();
            TestEvent event = new TestEvent(
                            "e-" + copies.size(),
                            tenants.tenant(choice.nextInt(tenants.count())),
                            arrival.minusMillis(choice.nextInt(900)).toString())
                    .with("uri", "/" + Long.toHexString(choice.nextLong()).repeat(8));
            int times = choice.nextInt(20) == 0 ? 2 : 1;
            for (int copy = 0; copy < times; copy++) {
                producer.send(
                        new ProducerRecord<>(
                                Topics.input(Source.DOWNLOAD),
                                null,
                                arrival.toEpochMilli(),
                                event.tenant.getBytes(StandardCharsets.UTF_8),
                                event.json()),
                        (metadata, error) -> {
                            if (error != null) {
                                failures.add(error);
                            }
                        });
            }
            events.put(event.id, event);
            copies.put(event.id, times);
        }
    }

    /** Stops publishing; all that was published has reached the brokers. */
    void stop() throws InterruptedException {
        publisher.shutdown();
        assertThat(publisher.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        producer.flush();
        assertThat(failures).isEmpty();
    }

    /** How many records there are of each event published so far, by id. */
    Map<String, Integer> copies() {
        return copies;
    }

    /** Every event published so far, by id. */
    Map<String, TestEvent> events() {
        return events;
    }

    int records() {
        return copies.values().stream().mapToInt(Integer::intValue).sum();
    }

    long recordsOf(String tenant) {
        return events.values().stream()
                .filter(event -> event.tenant.equals(tenant))
                .mapToLong(event -> copies.getOrDefault(event.id, 0))
                .sum();
    }

    long eventsOf(String tenant) {
        return events.values().stream()
                .filter(event -> event.tenant.equals(tenant))
                .count();
    }

    @Override
    public void close() {
        publisher.shutdownNow();
        producer.close(Duration.ofSeconds(5));
    }
}
