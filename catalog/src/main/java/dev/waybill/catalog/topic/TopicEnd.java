package dev.waybill.catalog.topic;

import org.apache.kafka.common.Uuid;

/**
 * The end of the topic at the time of the question.
 *
 * @param topicId another one than before means that the topic was deleted and made anew
 * @param highWatermark the offset behind the last record that all in-sync replicas have, of whatever transaction
 */
record TopicEnd(Uuid topicId, long highWatermark) {}
