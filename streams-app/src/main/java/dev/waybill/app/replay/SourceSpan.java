package dev.waybill.app.replay;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * What is read of a source partition.
 *
 * @param start offset of the first record that can belong to a window that was asked for
 * @param end the partition's end when the replay began
 * @param heldFrom when the first record arrived that the partition still holds; empty if it holds all that ever came
 */
record SourceSpan(TopicPartition source, long start, long end, Optional<Instant> heldFrom) {}
