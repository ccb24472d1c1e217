package dev.waybill.topics;

import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.contract.ClusterException;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.Limits;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.spec.ExportSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics a set of exports needs. Topics of disabled exports are part of it, since a disabled export still finishes
 * the windows it has begun. The catalog, the ledger, what is said of deliveries, the shared topic and the quarantine always are.
 */
public final class TopicPlan {
    /** Small enough that {@code retention.bytes}, which only removes whole segments, is met closely. Bytes. */
    static final long DEDICATED_SEGMENT_BYTES = 256L << 20;

    private static final int QUARANTINE_PARTITIONS = 4;
    private static final Duration QUARANTINE_RETENTION = Duration.ofDays(30);
    private static final Duration STATEMENTS_RETENTION = Duration.ofDays(30);

    private final List<TopicSpec> topics;
    private final TopicSettings settings;

    private TopicPlan(List<TopicSpec> topics, TopicSettings settings) {
        this.topics = List.copyOf(topics);
        this.settings = settings;
    }

    /** The plan for these exports. */
    public static TopicPlan of(List<ExportSpec> exports, TopicSettings settings) {
        TreeMap<String, TopicSpec> topics = new TreeMap<>();
        for (Source source : Source.values()) {
            add(topics, input(source, settings));
        }
        add(topics, catalog(settings));
        add(topics, statements(Topics.LEDGER, Topics.LEDGER_PARTITIONS, settings));
        add(topics, statements(Topics.DELIVERIES, Topics.DELIVERIES_PARTITIONS, settings));
        add(topics, quarantine(settings));
        add(topics, shared(settings));
        for (ExportSpec export : exports) {
            if (export.delivery() == Delivery.DEDICATED) {
                add(topics, dedicated(export.topic(), settings));
            }
        }
        return new TopicPlan(List.copyOf(topics.values()), settings);
    }

    /** The same with the topics that {@code repartition: true} copies the input to. */
    public TopicPlan repartitioned() {
        TreeMap<String, TopicSpec> all = new TreeMap<>();
        topics.forEach(topic -> add(all, topic));
        for (Source source : Source.values()) {
            add(all, byTenant(source, settings));
        }
        return new TopicPlan(List.copyOf(all.values()), settings);
    }

    /**
     * The same for a platform whose settings allow events to be so far ahead of their arrival: where producers stamp the input,
     * no stamp may be further ahead.
     */
    public TopicPlan withFutureSkew(Duration skew) {
        return new TopicPlan(
                topics.stream().map(topic -> withFutureSkew(topic, skew)).toList(), settings);
    }

    private static TopicSpec withFutureSkew(TopicSpec topic, Duration skew) {
        if (!topic.config().containsKey(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG)) {
            return topic;
        }
        Map<String, String> config = new TreeMap<>(topic.config());
        config.put(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, millis(skew));
        return new TopicSpec(topic.name(), topic.partitions(), topic.partitionRule(), config);
    }

    private static void add(Map<String, TopicSpec> topics, TopicSpec topic) {
        topics.put(topic.name(), topic);
    }

    /** Every planned topic's name, sorted. */
    public List<String> names() {
        return topics.stream().map(TopicSpec::name).toList();
    }

    /** Every planned topic, sorted by name. */
    public List<TopicSpec> topics() {
        return topics;
    }

    /** How many replicas topics are created with. */
    public int replicationFactor() {
        return settings.replicationFactor();
    }

    /**
     * Creates the topics that are missing and compares the others; changes no topic that exists.
     *
     * @throws ClusterException if the cluster cannot be reached or refuses
     */
    public TopicReport apply(Admin admin) {
        Cluster cluster = new Cluster(admin);
        Map<String, TopicState> existing = cluster.describe(names());
        List<TopicSpec> missing = topics.stream()
                .filter(topic -> !existing.containsKey(topic.name()))
                .toList();
        Set<String> created = cluster.create(missing, settings.replicationFactor());
        cluster.awaitKnown(missing.stream()
                .filter(topic -> created.contains(topic.name()))
                .collect(Collectors.toMap(TopicSpec::name, TopicSpec::partitions)));
        Map<String, TopicState> now = new TreeMap<>(existing);
        now.putAll(cluster.describe(missing.stream()
                .map(TopicSpec::name)
                .filter(name -> !created.contains(name))
                .toList()));
        return report(now, created);
    }

    /**
     * Compares without changing anything.
     *
     * @throws ClusterException if the cluster cannot be reached or refuses
     */
    public TopicReport check(Admin admin) {
        return report(new Cluster(admin).describe(names()), Set.of());
    }

    private TopicReport report(Map<String, TopicState> existing, Set<String> created) {
        List<TopicFinding> findings = new ArrayList<>();
        for (TopicSpec topic : topics) {
            TopicState state = existing.get(topic.name());
            if (created.contains(topic.name())) {
                findings.add(new TopicCreated(topic.name(), topic.partitions()));
            } else if (state == null) {
                findings.add(new TopicMissing(topic.name(), topic.partitions()));
            } else {
                findings.addAll(TopicComparison.compare(topic, state));
            }
        }
        return new TopicReport(findings);
    }

    private static TopicSpec input(Source source, TopicSettings settings) {
        Map<String, String> config = common(settings);
        config.put(
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                settings.inputTimestamps().configValue());
        if (settings.inputTimestamps() == InputTimestamps.CREATE_TIME) {
            // A stamp from the future would move the clock of its partition, and every event after it would be late.
            config.put(
                    TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, millis(PlatformSettings.DEFAULT.futureSkew()));
        }
        config.put(TopicConfig.RETENTION_MS_CONFIG, millis(settings.inputRetention()));
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Limits.INPUT_MAX_MESSAGE_BYTES));
        return new TopicSpec(Topics.input(source), settings.inputPartitions(), PartitionRule.AT_LEAST, config);
    }

    /** A copied record is larger than the original: it has a key and says where it came from. */
    private static TopicSpec byTenant(Source source, TopicSettings settings) {
        Map<String, String> config = new TreeMap<>(input(source, settings).config());
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Limits.MAX_MESSAGE_BYTES));
        return new TopicSpec(Topics.byTenant(source), settings.inputPartitions(), PartitionRule.AT_LEAST, config);
    }

    private static TopicSpec catalog(TopicSettings settings) {
        Map<String, String> config = new TreeMap<>(KafkaCatalogTopic.TOPIC_CONFIG);
        config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(settings.minInsyncReplicas()));
        return new TopicSpec(Topics.CATALOG, 1, PartitionRule.EXACTLY, config);
    }

    /** What is said about an export stays in one partition, so their number never changes. */
    private static TopicSpec statements(String name, int partitions, TopicSettings settings) {
        Map<String, String> config = common(settings);
        config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, InputTimestamps.LOG_APPEND_TIME.configValue());
        config.put(TopicConfig.RETENTION_MS_CONFIG, millis(STATEMENTS_RETENTION));
        return new TopicSpec(name, partitions, PartitionRule.EXACTLY, config);
    }

    private static TopicSpec quarantine(TopicSettings settings) {
        Map<String, String> config = common(settings);
        config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, InputTimestamps.LOG_APPEND_TIME.configValue());
        config.put(TopicConfig.RETENTION_MS_CONFIG, millis(QUARANTINE_RETENTION));
        return new TopicSpec(Topics.QUARANTINE, QUARANTINE_PARTITIONS, PartitionRule.AT_LEAST, config);
    }

    private static TopicSpec shared(TopicSettings settings) {
        Map<String, String> config = delivery(settings);
        config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, InputTimestamps.LOG_APPEND_TIME.configValue());
        config.put(TopicConfig.RETENTION_MS_CONFIG, millis(settings.sharedRetention()));
        config.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        return new TopicSpec(Topics.SHARED_DELIVERY, settings.sharedPartitions(), PartitionRule.EXACTLY, config);
    }

    /** Records carry the window's start as their time, so a backfilled window would expire at once by time. */
    private static TopicSpec dedicated(String name, TopicSettings settings) {
        Map<String, String> config = delivery(settings);
        config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, InputTimestamps.CREATE_TIME.configValue());
        config.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
        config.put(TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(settings.dedicatedRetentionBytes()));
        config.put(TopicConfig.SEGMENT_BYTES_CONFIG, Long.toString(DEDICATED_SEGMENT_BYTES));
        return new TopicSpec(name, 1, PartitionRule.EXACTLY, config);
    }

    private static Map<String, String> delivery(TopicSettings settings) {
        Map<String, String> config = common(settings);
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Limits.MAX_MESSAGE_BYTES));
        return config;
    }

    /** {@code compression.type=producer}: the broker stores what it was sent and never packs parts a second time. */
    private static Map<String, String> common(TopicSettings settings) {
        Map<String, String> config = new TreeMap<>();
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        config.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "producer");
        config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(settings.minInsyncReplicas()));
        return config;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.isNegative() ? -1 : duration.toMillis());
    }
}
