package dev.waybill.topics;

/**
 * The finding that a topic exists and is as it should be.
 *
 * @param topic the topic's name
 * @param partitions how many partitions it has
 */
public record TopicMatches(String topic, int partitions) implements TopicFinding {
    @Override
    public String description() {
        return "as it should be, " + PartitionCount.count(partitions);
    }

    @Override
    public String advice() {
        return "";
    }

    @Override
    public boolean isAsPlanned() {
        return true;
    }
}
