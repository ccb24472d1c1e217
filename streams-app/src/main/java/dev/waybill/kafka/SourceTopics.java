package dev.waybill.kafka;

import dev.waybill.ledger.Stamped;
import java.util.Optional;

/** Knows how the topics are made that are read. Thread-safe. */
public interface SourceTopics {
    /**
     * How a topic is made.
     *
     * @param partitions how many it has
     * @param stamped who stamps its records
     */
    record Shape(int partitions, Stamped stamped) {}

    /** The newest answer there is; empty before there is any. Asks for a newer one in the background. */
    Optional<Shape> shape(String topic);
}
