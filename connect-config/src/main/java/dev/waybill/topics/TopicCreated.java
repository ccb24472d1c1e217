package dev.waybill.topics;

/**
 * The finding that a topic did not exist; it was created.
 *
 * @param topic the topic's name
 * @param partitions how many partitions it was given
 */
public record TopicCreated(String topic, int partitions) implements TopicFinding {
    @Override
    public String description() {
        return "created with " + PartitionCount.count(partitions);
    }

    @Override
    public String advice() {
        return "";
    }
}
