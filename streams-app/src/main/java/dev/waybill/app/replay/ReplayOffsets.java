package dev.waybill.app.replay;

import dev.waybill.clients.ClusterAnswer;
import dev.waybill.contract.ClusterException;
import dev.waybill.kafka.replay.ReplayedSources.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Where a replay goes on reading. */
final class ReplayOffsets {
    private ReplayOffsets() {}

    /** Commits where reading begins, of partitions of which nothing was committed; answers all. */
    static Map<TopicPartition, Span> commitMissing(Admin admin, String applicationId, List<SourceSpan> spans) {
        Map<TopicPartition, OffsetAndMetadata> committed = committed(admin, applicationId);
        Map<TopicPartition, OffsetAndMetadata> missing = new HashMap<>();
        Map<TopicPartition, Span> all = new HashMap<>();
        for (SourceSpan span : spans) {
            OffsetAndMetadata known = committed.get(span.source());
            if (known == null) {
                missing.put(span.source(), new OffsetAndMetadata(span.start()));
            }
            all.put(span.source(), new Span(known == null ? span.start() : known.offset(), span.end()));
        }
        if (!missing.isEmpty()) {
            ClusterAnswer.of(
                    "commit start offsets for " + applicationId,
                    admin.alterConsumerGroupOffsets(applicationId, missing).all());
        }
        return all;
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(Admin admin, String applicationId) {
        try {
            return ClusterAnswer.of(
                    "read the committed offsets of " + applicationId,
                    admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata(applicationId));
        } catch (ClusterException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw e;
        }
    }
}
