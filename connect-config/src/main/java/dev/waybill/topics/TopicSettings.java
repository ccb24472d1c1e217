package dev.waybill.topics;

import java.time.Duration;

/**
 * What an operator chooses about topics; everything else follows from the exports.
 *
 * @param replicationFactor of every topic
 * @param minInsyncReplicas of every topic; not above the replication factor
 * @param inputPartitions partitions of each input topic
 * @param sharedPartitions partitions of the shared delivery topic; cannot be changed once exports use it
 * @param inputTimestamps whose clock is the arrival time of events
 * @param inputRetention how long input events stay readable; the application replays from there after a crash
 * @param dedicatedRetentionBytes how much of one export's dedicated topic is kept, delivered or not, in bytes
 * @param sharedRetention how long parts stay on the shared topic after they were written
 */
public record TopicSettings(
        int replicationFactor,
        int minInsyncReplicas,
        int inputPartitions,
        int sharedPartitions,
        InputTimestamps inputTimestamps,
        Duration inputRetention,
        long dedicatedRetentionBytes,
        Duration sharedRetention) {
    /** For one broker whose input carries the time at which each event happened, so that history replays as if live. */
    public static final TopicSettings EMBEDDED = new TopicSettings(
            1, 1, 4, 16, InputTimestamps.CREATE_TIME, Duration.ofMillis(-1), 10L << 30, Duration.ofDays(7));

    public TopicSettings {
        requireAtLeastOne("replication factor", replicationFactor);
        requireAtLeastOne("minimum of in-sync replicas", minInsyncReplicas);
        requireAtLeastOne("input partitions", inputPartitions);
        requireAtLeastOne("shared partitions", sharedPartitions);
        if (minInsyncReplicas > replicationFactor) {
            throw new IllegalArgumentException("the minimum of in-sync replicas (" + minInsyncReplicas
                    + ") must not be above the replication factor (" + replicationFactor + ")");
        }
        if (dedicatedRetentionBytes < TopicPlan.DEDICATED_SEGMENT_BYTES) {
            throw new IllegalArgumentException("retention of dedicated topics must be at least one segment, "
                    + TopicPlan.DEDICATED_SEGMENT_BYTES + " bytes");
        }
    }

    private static void requireAtLeastOne(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, not " + value);
        }
    }
}
