package dev.waybill.acls;

import org.apache.kafka.common.resource.ResourceType;

/** What rights are granted on. */
public enum ResourceKind {
    TOPIC("topic", ResourceType.TOPIC),
    GROUP("group", ResourceType.GROUP),
    TRANSACTIONAL_ID("transactional-id", ResourceType.TRANSACTIONAL_ID),
    /** The cluster as a whole; its name is always {@link #CLUSTER_NAME}. */
    CLUSTER("cluster", ResourceType.CLUSTER);

    /** What Kafka calls the one resource of this kind. */
    static final String CLUSTER_NAME = "kafka-cluster";

    private final String word;
    private final ResourceType kafka;

    ResourceKind(String word, ResourceType kafka) {
        this.word = word;
        this.kafka = kafka;
    }

    /** As {@code kafka-acls.sh} has it in the option that names one. */
    public String word() {
        return word;
    }

    /** As Kafka's clients have it. */
    ResourceType kafka() {
        return kafka;
    }
}
