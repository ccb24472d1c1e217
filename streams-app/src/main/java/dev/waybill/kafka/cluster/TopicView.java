package dev.waybill.kafka.cluster;

/**
 * What is asked about a topic.
 *
 * @param partitions how many it has
 * @param maxMessageBytes the largest record batch it takes, bytes
 * @param aheadMillis how far ahead of the broker's clock a producer may stamp a record, milliseconds; 0 where the broker
 *     stamps them
 */
record TopicView(int partitions, int maxMessageBytes, long aheadMillis) {}
