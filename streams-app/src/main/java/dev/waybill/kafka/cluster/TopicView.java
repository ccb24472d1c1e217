package dev.waybill.kafka.cluster;

/**
 * What is asked about a topic.
 *
 * @param partitions how many it has
 * @param maxMessageBytes the largest record batch it takes, bytes
 */
record TopicView(int partitions, int maxMessageBytes) {}
