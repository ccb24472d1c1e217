package dev.waybill.control.apply;

import dev.waybill.catalog.plan.CatalogChange;
import dev.waybill.catalog.plan.TrimEvidence;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.CatalogWriter;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.catalog.topic.Outcome;
import dev.waybill.catalog.topic.ReadPoint;
import dev.waybill.clients.KafkaClients;
import dev.waybill.contract.ClusterException;
import dev.waybill.contract.ExportId;
import dev.waybill.topics.InputProgress;
import dev.waybill.topics.StartOffsets;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** A cluster that is reached with the settings of a Kafka client. Confined to one thread. */
public final class KafkaTargetCluster implements TargetCluster, AutoCloseable {
    private static final Duration READ_WITHIN = Duration.ofSeconds(60);

    private final KafkaClients clients;
    private final Map<String, Object> settings;
    private final Admin admin;
    private final String applicationId;
    private final KafkaCatalogTopic topic;
    /** Opened by the first look; those after it go on from there. */
    private @Nullable CatalogReader reader;

    private KafkaTargetCluster(KafkaClients clients, Map<String, Object> settings, String applicationId) {
        this.clients = clients;
        this.settings = Map.copyOf(settings);
        this.admin = clients.admin(settings);
        this.applicationId = applicationId;
        this.topic = new KafkaCatalogTopic(clients, settings);
    }

    /**
     * Opens it.
     *
     * @param settings of any Kafka client, by Kafka's own keys
     * @param applicationId of the Streams application
     */
    public static KafkaTargetCluster open(KafkaClients clients, Map<String, Object> settings, String applicationId) {
        return new KafkaTargetCluster(clients, settings, applicationId);
    }

    @Override
    public ReadPoint catalog() {
        if (!topic.exists()) {
            return ReadPoint.NOTHING;
        }
        if (reader == null) {
            reader = CatalogReader.of(new KafkaCatalogTopic(clients, settings));
        }
        reader.read(READ_WITHIN);
        return reader.readPoint();
    }

    @Override
    public Outcome write(CatalogChange change, ReadPoint from) {
        return new CatalogWriter(topic).write(change, from);
    }

    @Override
    public TopicReport checkTopics(TopicPlan plan) {
        return plan.check(admin);
    }

    @Override
    public TopicReport makeTopics(TopicPlan plan) {
        return plan.apply(admin);
    }

    @Override
    public SortedMap<String, Long> missingStarts() {
        return new StartOffsets(admin, applicationId).missing();
    }

    @Override
    public SortedMap<String, Long> commitStarts() {
        return new StartOffsets(admin, applicationId).commit();
    }

    /** Whoever may not look, or gets no answer, trims nothing: it is no reason not to apply. */
    @Override
    public TrimEvidence trimEvidence(CatalogSnapshot catalog, Collection<ExportId> exports, Instant now) {
        try {
            return new KafkaTrimEvidence(clients, settings, admin, applicationId).of(catalog, exports, now);
        } catch (ClusterException | KafkaException e) {
            return TrimEvidence.NONE;
        }
    }

    @Override
    public boolean hasReadInput() {
        return new InputProgress(admin, applicationId).hasBegun();
    }

    @Override
    public boolean stampsInput() {
        return new InputProgress(admin, applicationId).isStampedByBrokers();
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
        topic.close();
        admin.close();
    }
}
