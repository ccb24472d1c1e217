package dev.waybill.control.console.audit;

import dev.waybill.clients.ClusterAnswer;
import dev.waybill.clients.KafkaClients;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

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
        byte[] key = event.tenant().getBytes(StandardCharsets.UTF_8);
        ClusterAnswer.of(
                "publish an audit event",
                producer.send(new ProducerRecord<>(Topics.input(Source.AUDIT), key, event.value())));
    }

    @Override
    public void close() {
        producer.close();
    }
}
