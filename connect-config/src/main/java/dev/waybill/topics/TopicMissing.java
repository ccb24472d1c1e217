package dev.waybill.topics;

/**
 * The finding that a topic does not exist; nothing was changed.
 *
 * @param topic the topic's name
 * @param partitions how many partitions it would be given
 */
public record TopicMissing(String topic, int partitions) implements TopicFinding {
    @Override
    public String description() {
        return "missing";
    }

    @Override
    public String advice() {
        return "run ./waybill topics without --dry-run to create it with " + PartitionCount.count(partitions);
    }
}
