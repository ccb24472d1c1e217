package dev.waybill.local;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Where partitions end, whatever is in them. The end of what is committed may be before the records of a transaction whose
 * producer has been told that it is committed: it reaches the partitions a moment later.
 */
final class TopicEnds {
    private TopicEnds() {}

    static Map<TopicPartition, Long> of(EmbeddedBroker broker, Collection<TopicPartition> partitions) throws Exception {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        try (Admin admin = broker.admin()) {
            admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        }
        return ends;
    }
}
