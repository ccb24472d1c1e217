package dev.waybill.kubernetes;

import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Topics as KafkaTopics. */
final class TopicResources {
    /** Who deletes a KafkaTopic deletes what is in the topic, and no git knows whether that was delivered. */
    private static final Map<String, String> KEPT = new TreeMap<>(
            Map.of("argocd.argoproj.io/sync-options", "Prune=false", "kustomize.toolkit.fluxcd.io/prune", "disabled"));

    private TopicResources() {}

    static Stream<StrimziResource> of(TopicPlan plan, StrimziClusters clusters) {
        return plan.topics().stream().map(topic -> of(topic, plan.replicationFactor(), clusters));
    }

    private static StrimziResource of(TopicSpec topic, int replicas, StrimziClusters clusters) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("topicName", topic.name());
        spec.put("partitions", topic.partitions());
        spec.put("replicas", replicas);
        spec.put("config", topic.config());
        return new StrimziResource("KafkaTopic", topic.name(), clusters.kafka(), KEPT, spec);
    }
}
