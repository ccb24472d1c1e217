package dev.waybill.topics;

import dev.waybill.clients.ClusterAnswer;
import dev.waybill.contract.ClusterException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Questions about topics, in batches that a broker answers in time. */
public final class Cluster {
    private static final int BATCH = 500;
    private static final Duration METADATA_PATIENCE = Duration.ofSeconds(30);
    private static final Duration METADATA_PAUSE = Duration.ofMillis(100);

    private final Admin admin;

    public Cluster(Admin admin) {
        this.admin = admin;
    }

    /**
     * How many members the consumer group of an application has; 0 if there is no such group.
     *
     * @throws dev.waybill.contract.ClusterException if the cluster cannot be reached or refuses
     */
    public int members(String applicationId) {
        return ApplicationGroup.of(admin, applicationId).members();
    }

    /** Those of the topics that exist. */
    public Map<String, TopicState> describe(Collection<String> names) {
        Map<String, TopicState> states = new TreeMap<>();
        for (List<String> batch : batches(List.copyOf(names))) {
            Map<String, Integer> partitions = partitions(batch);
            Map<String, Map<String, String>> configs = configs(partitions.keySet());
            configs.forEach(
                    (name, config) -> states.put(name, new TopicState(partitions.getOrDefault(name, 0), config)));
        }
        return states;
    }

    /** Partition counts of those of the topics that exist. */
    public Map<String, Integer> partitions(Collection<String> names) {
        Map<String, Integer> partitions = new TreeMap<>();
        admin.describeTopics(names)
                .topicNameValues()
                .forEach((name, future) -> unlessUnknown("describe topic " + name, future)
                        .map(TopicDescription::partitions)
                        .ifPresent(found -> partitions.put(name, found.size())));
        return partitions;
    }

    private Map<String, Map<String, String>> configs(Collection<String> names) {
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<String, Map<String, String>> configs = new TreeMap<>();
        admin.describeConfigs(resources)
                .values()
                .forEach((resource, future) -> unlessUnknown("read the settings of topic " + resource.name(), future)
                        .ifPresent(config -> configs.put(resource.name(), values(config))));
        return configs;
    }

    private static Map<String, String> values(Config config) {
        Map<String, String> values = new HashMap<>();
        for (ConfigEntry entry : config.entries()) {
            if (entry.value() != null) {
                values.put(entry.name(), entry.value());
            }
        }
        return values;
    }

    /** Creates the topics; returns the names of those that somebody else had not created meanwhile. */
    Set<String> create(List<TopicSpec> topics, int replicationFactor) {
        Set<String> created = new TreeSet<>();
        for (List<TopicSpec> batch : batches(topics)) {
            List<NewTopic> newTopics = batch.stream()
                    .map(topic -> new NewTopic(topic.name(), topic.partitions(), (short) replicationFactor)
                            .configs(topic.config()))
                    .toList();
            admin.createTopics(newTopics).values().forEach((name, future) -> {
                if (unlessExists("create topic " + name, future)) {
                    created.add(name);
                }
            });
        }
        return created;
    }

    /** Raises the topic to this many partitions. */
    void grow(String topic, int partitions) {
        ClusterAnswer.of(
                "raise topic " + topic + " to " + partitions + " partitions",
                admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                        .all());
    }

    /**
     * Waits until the brokers know of these partitions: they answer from metadata that follows the controller's.
     *
     * @param expected number of partitions by topic
     */
    void awaitKnown(Map<String, Integer> expected) {
        long deadline = System.nanoTime() + METADATA_PATIENCE.toNanos();
        while (!partitions(expected.keySet()).equals(expected)) {
            if (System.nanoTime() - deadline > 0) {
                throw new ClusterException("the brokers do not know of new partitions after "
                        + METADATA_PATIENCE.toSeconds() + " s: run the command again, which goes on where it stopped");
            }
            LockSupport.parkNanos(METADATA_PAUSE.toNanos());
        }
    }

    /** Every topic of the cluster that is not internal to the brokers. */
    public Set<String> names() {
        return new TreeSet<>(
                ClusterAnswer.of("list the topics", admin.listTopics().names()));
    }

    private static boolean unlessExists(String what, KafkaFuture<Void> future) {
        try {
            ClusterAnswer.of(what, future);
            return true;
        } catch (ClusterException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private static <T> Optional<T> unlessUnknown(String what, KafkaFuture<T> future) {
        try {
            return Optional.of(ClusterAnswer.of(what, future));
        } catch (ClusterException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static <T> List<List<T>> batches(List<T> all) {
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            batches.add(all.subList(from, Math.min(all.size(), from + BATCH)));
        }
        return batches;
    }
}
