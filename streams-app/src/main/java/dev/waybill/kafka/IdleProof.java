package dev.waybill.kafka;

import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** Proves that a source partition held nothing that has not been read and processed. */
public interface IdleProof {
    /**
     * Answers the newest proof there is, and asks for a newer one in the background.
     *
     * @param processedThrough offset of the last record that has been processed, or one less than where reading began
     * @return when the question that proves it was put to the broker, milliseconds since the epoch; empty without proof
     */
    OptionalLong provenMillis(TopicPartition partition, long processedThrough);
}
