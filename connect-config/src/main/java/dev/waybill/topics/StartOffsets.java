package dev.waybill.topics;

import dev.waybill.clients.ClusterAnswer;
import dev.waybill.contract.ClusterException;
import java.util.Map;
import java.util.Map.Entry;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the Streams application begins to read partitions of its input, of the ledger and of the deliveries that it has never read. It has no offset reset, so that lost
 * input is an error and not a silent jump; the beginning is therefore committed for it.
 */
public final class StartOffsets {
    private final Admin admin;
    private final String applicationId;

    /**
     * @param admin used, not closed
     * @param applicationId the Streams application id, which is its consumer group
     */
    public StartOffsets(Admin admin, String applicationId) {
        this.admin = admin;
        this.applicationId = applicationId;
    }

    /**
     * The partitions without a committed offset, with the earliest offset they have, sorted as text. Topics that do not
     * exist are left out.
     *
     * @throws ClusterException if the cluster cannot be reached or refuses
     */
    public SortedMap<String, Long> missing() {
        return named(missingPartitions());
    }

    /**
     * Commits the earliest offset of each of these partitions that has no committed one, and returns those. The application
     * must not be running while something is to be committed.
     *
     * @throws ClusterException if the cluster cannot be reached or refuses
     */
    public SortedMap<String, Long> commit() {
        Map<TopicPartition, Long> missing = missingPartitions();
        if (!missing.isEmpty()) {
            ApplicationGroup.of(admin, applicationId).requireStopped("commit start offsets");
            Map<TopicPartition, OffsetAndMetadata> offsets = missing.entrySet().stream()
                    .collect(Collectors.toMap(Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue())));
            ClusterAnswer.of(
                    "commit start offsets for the application " + applicationId,
                    admin.alterConsumerGroupOffsets(applicationId, offsets).all());
        }
        return named(missing);
    }

    private Map<TopicPartition, Long> missingPartitions() {
        Map<TopicPartition, OffsetAndMetadata> committed = ClusterAnswer.of(
                "read the committed offsets of the application " + applicationId,
                admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata(applicationId));
        Map<TopicPartition, OffsetSpec> wanted = new Cluster(admin)
                .partitions(InputTopics.andOfReceipts()).entrySet().stream()
                        .flatMap(topic -> IntStream.range(0, topic.getValue())
                                .mapToObj(partition -> new TopicPartition(topic.getKey(), partition)))
                        .filter(partition -> committed.get(partition) == null)
                        .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.earliest()));
        return ClusterAnswer.of(
                        "read the earliest offsets of the input topics, the ledger and the deliveries",
                        admin.listOffsets(wanted).all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Entry::getKey, entry -> offset(entry.getValue())));
    }

    private static Long offset(ListOffsetsResultInfo info) {
        return info.offset();
    }

    private static SortedMap<String, Long> named(Map<TopicPartition, Long> offsets) {
        SortedMap<String, Long> named = new TreeMap<>();
        offsets.forEach((partition, offset) -> named.put(partition.toString(), offset));
        return named;
    }
}
