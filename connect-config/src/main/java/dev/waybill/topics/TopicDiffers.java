package dev.waybill.topics;

/**
 * The finding that a topic exists with a setting that Waybill would have chosen otherwise; it was left as it is.
 *
 * @param topic the topic's name
 * @param setting the setting's name, or {@code partitions}
 * @param actual its value on the cluster
 * @param planned the value it should have
 * @param advice how to change it, or what to say instead
 */
public record TopicDiffers(String topic, String setting, String actual, String planned, String advice)
        implements TopicFinding {
    @Override
    public String description() {
        return setting + " is " + actual + ", should be " + planned;
    }
}
