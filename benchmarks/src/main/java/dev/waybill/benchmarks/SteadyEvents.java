package dev.waybill.benchmarks;

import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Events of any of the tenants, as bare JSON, so many a second, until it is closed. */
final class SteadyEvents implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final SplittableRandom random = new SplittableRandom(42);
    private final int tenants;

    private SteadyEvents(KafkaProducer<byte[], byte[]> producer, int tenants) {
        this.producer = producer;
        this.tenants = tenants;
    }

    static SteadyEvents start(String servers, int tenants, int perSecond) {
        SteadyEvents events = new SteadyEvents(
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer()),
                tenants);
        events.clock.scheduleAtFixedRate(
                events::send, 0, TimeUnit.SECONDS.toNanos(1) / perSecond, TimeUnit.NANOSECONDS);
        return events;
    }

    private void send() {
        String tenant = TenantFolder.tenant(random.nextInt(tenants));
        String id = "%016x".formatted(random.nextLong());
        String event = """
                {"event_id":"%s","tenant":"%s","occurred_at":"%s","namespace":"%2$s","repository":"tools-%d","method":"GET",\
                "uri":"/maven/widget/widget-1.%4$d.tar.gz","host":"dl.example.test","status":200,"bytes":48211,\
                "ip_address":"203.0.113.%4$d","user_agent":{"raw":"Apache-Maven/3.9.9 (Java 17.0.15; Linux 6.1)"}}\
                """.formatted(id, tenant, Instant.now(), random.nextInt(200));
        producer.send(new ProducerRecord<>(
                Topics.input(Source.DOWNLOAD),
                tenant.getBytes(StandardCharsets.UTF_8),
                event.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        clock.shutdownNow();
        producer.close();
    }
}
