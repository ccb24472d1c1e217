package dev.waybill.control.console.change;

import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.CatalogWriter;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.clients.KafkaClients;
import dev.waybill.contract.ExportId;
import dev.waybill.control.apply.KafkaTargetCluster;
import dev.waybill.control.apply.TargetCluster;
import dev.waybill.control.pause.KnownExports;
import dev.waybill.control.pause.PauseReport;
import dev.waybill.control.pause.Pausing;
import dev.waybill.topics.RetryMarks;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;

/** A cluster that is reached with the settings of a Kafka client; clients live as long as one change. */
public final class KafkaChangeCluster implements ChangeCluster {
    private final KafkaClients clients;
    private final Map<String, Object> settings;
    private final String applicationId;

    /**
     * Makes no client yet.
     *
     * @param settings of any Kafka client, by Kafka's own keys
     * @param applicationId of the Streams application
     */
    public KafkaChangeCluster(KafkaClients clients, Map<String, Object> settings, String applicationId) {
        this.clients = clients;
        this.settings = Map.copyOf(settings);
        this.applicationId = applicationId;
    }

    @Override
    public <T> T target(Function<TargetCluster, T> work) {
        try (KafkaTargetCluster target = KafkaTargetCluster.open(clients, settings, applicationId)) {
            return work.apply(target);
        }
    }

    @Override
    public CatalogSnapshot catalog() {
        return target(target -> target.catalog().snapshot());
    }

    @Override
    public PauseReport pause(Function<KnownExports, PauseScope> scope, String by, String why) {
        return pausing(pausing -> pausing.pause(scope, by, why));
    }

    @Override
    public PauseReport resume(Function<KnownExports, PauseScope> scope, String by, String why) {
        return pausing(pausing -> pausing.resume(scope, by, why));
    }

    private PauseReport pausing(Function<Pausing, PauseReport> work) {
        try (KafkaCatalogTopic topic = new KafkaCatalogTopic(clients, settings);
                CatalogReader reader = CatalogReader.of(new KafkaCatalogTopic(clients, settings))) {
            return work.apply(new Pausing(reader, new CatalogWriter(topic)));
        }
    }

    @Override
    public Map<String, Long> retry(ExportId export) {
        try (Admin admin = clients.admin(settings);
                Producer<byte[], byte[]> producer = clients.producer(RetryMarks.producerSettings(settings))) {
            return new RetryMarks(admin, producer).write(export);
        }
    }
}
