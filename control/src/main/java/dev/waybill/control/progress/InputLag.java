package dev.waybill.control.progress;

import dev.waybill.contract.ClusterException;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;

/** How many records of its input an application has still to read. */
public final class InputLag {
    private final LogPositions positions;

    public InputLag(LogPositions positions) {
        this.positions = positions;
    }

    /**
     * By source and partition; without those that it has never read, and empty if that may not be asked for.
     *
     * @throws ClusterException if the cluster cannot be reached or refuses for another reason
     */
    public Map<Source, Map<Integer, Long>> of(String application, Collection<Source> sources) {
        try {
            Map<TopicPartition, Long> committed =
                    positions.committed(List.of(application)).getOrDefault(application, Map.of());
            Map<Source, Map<Integer, Long>> lag = new HashMap<>();
            sources.forEach(source -> lag.put(source, of(topic(source, committed), committed)));
            return lag;
        } catch (ClusterException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return Map.of();
            }
            throw e;
        }
    }

    /** With {@code repartition}, partitions are those of the copies. */
    private static String topic(Source source, Map<TopicPartition, Long> committed) {
        String copies = Topics.byTenant(source);
        return committed.keySet().stream()
                        .anyMatch(partition -> partition.topic().equals(copies))
                ? copies
                : Topics.input(source);
    }

    private Map<Integer, Long> of(String topic, Map<TopicPartition, Long> committed) {
        Map<Integer, Long> lag = new HashMap<>();
        positions
                .extents(committed.keySet().stream()
                        .filter(partition -> partition.topic().equals(topic))
                        .collect(Collectors.toSet()))
                .forEach((partition, extent) -> lag.put(
                        partition.partition(), Math.max(0, extent.end() - committed.getOrDefault(partition, 0L))));
        return lag;
    }
}
