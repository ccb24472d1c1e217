package dev.waybill.kubernetes;

/**
 * The Strimzi resources that ours belong to.
 *
 * @param kafka name of the Kafka
 * @param connect name of the KafkaConnect
 */
public record StrimziClusters(String kafka, String connect) {
    /** Strimzi's label that says which cluster a resource is of. */
    static final String LABEL = "strimzi.io/cluster";
}
