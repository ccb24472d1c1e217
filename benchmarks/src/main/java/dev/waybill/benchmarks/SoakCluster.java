package dev.waybill.benchmarks;

import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** What {@link Soak} asks the broker. */
final class SoakCluster implements AutoCloseable {
    private final Admin admin;

    SoakCluster(String servers) {
        this.admin = Admin.create(Map.of("bootstrap.servers", servers));
    }

    /** Keeps what has retention for so long only, so that growth ends within the run. */
    void retain(Duration retention, Duration segment) throws ExecutionException, InterruptedException {
        List<AlterConfigOp> settings = List.of(
                set("retention.ms", Long.toString(retention.toMillis())),
                set("segment.ms", Long.toString(segment.toMillis())));
        Map<ConfigResource, Collection<AlterConfigOp>> topics = new HashMap<>();
        Stream.of(
                        Topics.input(Source.DOWNLOAD),
                        Topics.input(Source.AUDIT),
                        Topics.SHARED_DELIVERY,
                        Topics.LEDGER,
                        Topics.DELIVERIES,
                        Topics.QUARANTINE)
                .forEach(topic -> topics.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), settings));
        admin.incrementalAlterConfigs(topics).all().get();
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    /** What topics are called in the table. */
    static String group(String topic) {
        if (topic.endsWith("-changelog")) {
            return "changelogs";
        }
        if (topic.startsWith("waybill.connect.")) {
            return "connect";
        }
        return topic.endsWith("-events")
                ? "input"
                : topic.replace("waybill.", "").replace("__", "");
    }

    /** Bytes that each group of topics has on disk. */
    Map<String, Long> bytes() throws ExecutionException, InterruptedException {
        Map<String, Long> bytes = new TreeMap<>();
        admin.describeLogDirs(List.of(1)).allDescriptions().get().values().stream()
                .flatMap(folders -> folders.values().stream())
                .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                .forEach(replica -> bytes.merge(
                        group(replica.getKey().topic()), replica.getValue().size(), Long::sum));
        return bytes;
    }

    /** How many offsets of its topics are after those that a group has committed; markers of transactions count. */
    long behind(String group) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(committed.keySet().stream()
                        .collect(Collectors.toMap(partition -> partition, any -> OffsetSpec.latest())))
                .all()
                .get();
        return committed.entrySet().stream()
                .mapToLong(entry ->
                        Objects.requireNonNull(ends.get(entry.getKey())).offset()
                                - entry.getValue().offset())
                .sum();
    }

    @Override
    public void close() {
        admin.close();
    }
}
