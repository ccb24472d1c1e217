package dev.waybill.cli;

import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.record.TenantJson;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.contract.Sha256;
import dev.waybill.contract.Topics;
import dev.waybill.topics.FakeClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes specs as another program does that this one cannot read: they have a key that it does not know. */
public final class UnreadableSpecs {
    private UnreadableSpecs() {}

    /** The spec that rules an export last becomes one of them. */
    public static void write(FakeClients clients, String tenant, String export) {
        TenantRecord record;
        try (CatalogReader reader = CatalogReader.of(new KafkaCatalogTopic(clients, Map.of()))) {
            record = reader.read(Duration.ofSeconds(30))
                    .snapshot()
                    .tenant(tenant)
                    .flatMap(entry -> entry.record())
                    .orElseThrow();
        }
        SpecVersion last = record.export(export).last().orElseThrow();
        String json = "{\"hologram\":3," + last.json().substring(1);
        String text = new String(TenantJson.write(record), StandardCharsets.UTF_8)
                .replace(last.json(), json)
                .replace(last.id(), Sha256.hex(json).substring(0, 12));
        try (Producer<byte[], byte[]> producer = clients.producer(Map.of())) {
            producer.send(new ProducerRecord<>(
                    Topics.CATALOG, tenant.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
