package dev.waybill.app.replay;

import dev.waybill.kafka.replay.EventRefused;
import dev.waybill.kafka.replay.PartDiffers;
import dev.waybill.kafka.replay.PartWritten;
import dev.waybill.kafka.replay.ReceiptsIssued;
import dev.waybill.kafka.replay.ReplayNote;
import dev.waybill.kafka.replay.SourceEnded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** What stands in the replay's topic: the plan, which is its first record, and notes of what has been done. */
final class ReplayNotes {
    private Optional<ReplayPlan> plan = Optional.empty();
    private final List<PartWritten> parts = new ArrayList<>();
    private final List<PartDiffers> others = new ArrayList<>();
    private OptionalLong receipts = OptionalLong.empty();
    private final SortedMap<String, Long> refused = new TreeMap<>();
    private final Set<TopicPartition> ended = new HashSet<>();

    /** Takes up the next record; of several plans the first one holds. */
    void add(byte[] key, byte[] value) {
        if (ReplayTopic.isPlan(key)) {
            if (plan.isEmpty()) {
                plan = Optional.of(ReplayPlan.parse(value));
            }
            return;
        }
        ReplayNote note = ReplayNote.parse(value);
        if (note instanceof PartWritten part) {
            parts.add(part);
        } else if (note instanceof PartDiffers part) {
            others.add(part);
        } else if (note instanceof ReceiptsIssued issued) {
            receipts = OptionalLong.of(issued.receipts());
        } else if (note instanceof EventRefused event) {
            refused.merge(event.reason(), 1L, Long::sum);
        } else if (note instanceof SourceEnded end) {
            ended.add(end.source());
        }
    }

    Optional<ReplayPlan> plan() {
        return plan;
    }

    /** In the order in which they have left. */
    List<PartWritten> parts() {
        return parts;
    }

    /** Those that were made and have not left, since they were not delivered before. */
    List<PartDiffers> others() {
        return others;
    }

    /** How many receipts have been issued; empty before that. */
    OptionalLong receipts() {
        return receipts;
    }

    /** How many records were refused or withheld, by the reason's code. */
    SortedMap<String, Long> refused() {
        return refused;
    }

    /** The source partitions of which nothing is left to be done. */
    Set<TopicPartition> ended() {
        return ended;
    }
}
