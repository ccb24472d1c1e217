package dev.waybill.control.console.audit;

import dev.waybill.clients.ClusterAnswer;
import dev.waybill.clients.KafkaClients;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Publishes to the audit input, as any producer of the platform: the key is the tenant, the value is JSON. */
public final class KafkaAuditTrail implements AuditTrail, AutoCloseable {
    private final Producer<byte[], byte[]> producer;

    /** @param settings of any Kafka client, by Kafka's own keys */
    public KafkaAuditTrail(KafkaClients clients, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>();
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000");
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "20000");
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
        all.putAll(settings);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        this.producer = clients.producer(all);
    }

    @Override
    public void publish(ConsoleEvent event) {
        await(send(event));
    }

    /** All are on their way before the first is waited for. */
    @Override
    public Map<ConsoleEvent, RuntimeException> publishAll(Collection<ConsoleEvent> events) {
        Map<ConsoleEvent, RuntimeException> lost = new LinkedHashMap<>();
        Map<ConsoleEvent, Future<RecordMetadata>> sent = new LinkedHashMap<>();
        for (ConsoleEvent event : events) {
            try {
                sent.put(event, send(event));
            } catch (RuntimeException e) {
                lost.put(event, e);
            }
        }
        sent.forEach((event, kept) -> {
            try {
                await(kept);
            } catch (RuntimeException e) {
                lost.put(event, e);
            }
        });
        return lost;
    }

    private Future<RecordMetadata> send(ConsoleEvent event) {
        byte[] key = event.tenant().getBytes(StandardCharsets.UTF_8);
        return producer.send(new ProducerRecord<>(Topics.input(Source.AUDIT), key, event.value()));
    }

    private static void await(Future<RecordMetadata> kept) {
        ClusterAnswer.of("publish an audit event", kept);
    }

    @Override
    public void close() {
        producer.close();
    }
}
