package dev.waybill.topics;

/** What a look at one topic found. */
public sealed interface TopicFinding permits TopicCreated, TopicDiffers, TopicMatches, TopicMissing {
    String topic();

    /** What was found, in a few words that follow the topic's name. */
    String description();

    /** What to do about it; empty when nothing has to be done. */
    String advice();

    /** Whether the topic was found as it should be, which is not worth a line among thousands. */
    default boolean isAsPlanned() {
        return false;
    }
}
