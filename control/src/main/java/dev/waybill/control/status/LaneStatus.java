package dev.waybill.control.status;

import dev.waybill.contract.Topics;
import dev.waybill.control.progress.LaneProgress;
import dev.waybill.control.progress.RecordGlance;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * How far one partition that holds parts of an export is delivered.
 *
 * @param connector which delivers it
 * @param bytes about how many of the partition are not delivered; empty if not known
 * @param loss when retention would remove the oldest of it; empty if it would not, or nobody can tell
 */
public record LaneStatus(
        TopicPartition partition, String connector, LaneProgress progress, OptionalLong bytes, Optional<Loss> loss) {
    static LaneStatus of(
            TopicPartition partition,
            String connector,
            LaneProgress progress,
            Optional<Long> size,
            Map<String, String> config,
            Instant now) {
        OptionalLong bytes = bytes(progress, size);
        return new LaneStatus(
                partition,
                connector,
                progress,
                bytes,
                progress.backlog().flatMap(backlog -> Loss.of(backlog, bytes, config, now)));
    }

    /** Parts of other exports are in it, too, and count with it. */
    public boolean isShared() {
        return partition.topic().equals(Topics.SHARED_DELIVERY);
    }

    /** The first part that is not delivered; empty if everything is, or nobody knows. */
    public Optional<RecordGlance> oldest() {
        return progress.backlog().flatMap(LaneProgress.Backlog::oldest);
    }

    Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("topic", partition.topic());
        content.put("partition", partition.partition());
        content.put("shared", isShared());
        content.put("connector", connector);
        content.put("end", progress.extent().end());
        progress.committed().ifPresent(offset -> content.put("committed", offset));
        progress.backlog().ifPresent(backlog -> content.put("undelivered-at-most", backlog.atMost()));
        bytes.ifPresent(count -> content.put("undelivered-bytes-about", count));
        oldest().ifPresent(part -> content.put("undelivered-since", part.since().toString()));
        loss.ifPresent(found -> {
            content.put("loss-in", found.left().toString());
            content.put("loss-by", found.rule());
        });
        content.put("lost", progress.lost());
        return content;
    }

    private static OptionalLong bytes(LaneProgress progress, Optional<Long> size) {
        long offsets = progress.extent().end() - progress.extent().begin();
        if (progress.backlog().isEmpty() || size.isEmpty() || offsets == 0) {
            return OptionalLong.empty();
        }
        double share = (double) progress.backlog().get().atMost() / offsets;
        return OptionalLong.of(Math.round(size.get() * share));
    }
}
