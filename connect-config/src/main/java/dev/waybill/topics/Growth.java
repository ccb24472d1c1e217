package dev.waybill.topics;

import dev.waybill.contract.ClusterException;
import dev.waybill.contract.Topics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/**
 * Gives the input topics and their copies by tenant more partitions, and with them the application's changelogs, which
 * must have as many; that of the receipts has as many as the ledger and stays. Only ever upwards: Kafka cannot take
 * partitions away.
 */
public final class Growth {
    private final Admin admin;
    private final String applicationId;

    /**
     * @param admin used, not closed
     * @param applicationId the Streams application id, with which its internal topics' names begin
     */
    public Growth(Admin admin, String applicationId) {
        this.admin = admin;
        this.applicationId = applicationId;
    }

    /**
     * The topics with fewer partitions than wanted, with the number they have, in the order in which they are raised:
     * internal topics before input topics, so that an interrupted growth is found by the application's own check at
     * start and finished by running it again.
     *
     * @throws ClusterException if the cluster cannot be reached, or a topic already has more partitions
     */
    public Map<String, Integer> plan(int partitions) {
        Cluster cluster = new Cluster(admin);
        Set<String> inputs = InputTopics.names();
        Set<String> internal = cluster.names().stream().filter(this::isInternal).collect(Collectors.toSet());
        Map<String, Integer> ordered = new LinkedHashMap<>();
        ordered.putAll(fewer(cluster.partitions(internal), partitions));
        ordered.putAll(fewer(cluster.partitions(inputs), partitions));
        return ordered;
    }

    /**
     * Raises them.
     *
     * @return what {@link #plan} said
     * @throws ClusterException if the application runs, or as in {@link #plan}
     */
    public Map<String, Integer> grow(int partitions) {
        Map<String, Integer> plan = plan(partitions);
        if (!plan.isEmpty()) {
            ApplicationGroup.of(admin, applicationId).requireStopped("raise the number of partitions");
            Cluster cluster = new Cluster(admin);
            plan.keySet().forEach(topic -> cluster.grow(topic, partitions));
            cluster.awaitKnown(
                    plan.keySet().stream().collect(Collectors.toMap(Function.identity(), topic -> partitions)));
        }
        return plan;
    }

    private boolean isInternal(String topic) {
        return topic.startsWith(applicationId + "-")
                && topic.endsWith("-changelog")
                && !topic.equals(Topics.receiptsChangelog(applicationId));
    }

    private static SortedMap<String, Integer> fewer(Map<String, Integer> topics, int wanted) {
        SortedMap<String, Integer> fewer = new TreeMap<>();
        topics.forEach((topic, actual) -> {
            if (actual > wanted) {
                throw new ClusterException("topic " + topic + " has " + actual
                        + " partitions and cannot have fewer: ask for at least that many");
            }
            if (actual < wanted) {
                fewer.put(topic, actual);
            }
        });
        return fewer;
    }
}
