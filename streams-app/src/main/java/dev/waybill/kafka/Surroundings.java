package dev.waybill.kafka;

/**
 * What processors ask of the cluster, beside the records that Streams hands them.
 *
 * @param sourceLog for reading a source again
 * @param pendingReplays knows where that is still to be done after a restart
 * @param idleProof for closing windows while nothing arrives
 * @param topicGate for holding back exports whose topic cannot be written to
 * @param end up to where a source is read
 * @param sourceTopics how they are made
 * @param removedUnread what was removed of what receipts are made of
 */
public record Surroundings(
        SourceLog sourceLog,
        PendingReplays pendingReplays,
        IdleProof idleProof,
        TopicGate topicGate,
        SourceEnd end,
        SourceTopics sourceTopics,
        RemovedUnread removedUnread) {
    /** The same, where nothing is removed. */
    public Surroundings(
            SourceLog sourceLog,
            PendingReplays pendingReplays,
            IdleProof idleProof,
            TopicGate topicGate,
            SourceEnd end,
            SourceTopics sourceTopics) {
        this(sourceLog, pendingReplays, idleProof, topicGate, end, sourceTopics, RemovedUnread.NOTHING);
    }

    /** The same, where nobody holds back exports for their topics. */
    public Surroundings withOpenTopics() {
        return new Surroundings(sourceLog, pendingReplays, idleProof, topic -> true, end, sourceTopics, removedUnread);
    }
}
