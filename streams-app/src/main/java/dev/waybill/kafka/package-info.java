/**
 * Everything that touches Kafka on the path of an event: the processor and its store, re-reading of the source, the proof
 * that a partition is idle, and what is written to export and quarantine topics.
 */
@NullMarked
package dev.waybill.kafka;

import org.jspecify.annotations.NullMarked;
