package dev.waybill.kafka;

/**
 * What processors ask of the cluster, beside the records that Streams hands them.
 *
 * @param sourceLog for reading a source again
 * @param pendingReplays knows where that is still to be done after a restart
 * @param idleProof for closing windows while nothing arrives
 * @param topicGate for holding back exports whose topic cannot be written to
 */
public record Surroundings(
        SourceLog sourceLog, PendingReplays pendingReplays, IdleProof idleProof, TopicGate topicGate) {}
