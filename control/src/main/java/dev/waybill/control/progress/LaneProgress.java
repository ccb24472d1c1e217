package dev.waybill.control.progress;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far one partition is delivered.
 *
 * @param extent what the partition holds
 * @param committed the offset before which everything is delivered; empty if the connector has committed none
 * @param backlog what is not delivered; empty if it could not be looked up in time
 */
public record LaneProgress(Extent extent, OptionalLong committed, Optional<Backlog> backlog) {
    /**
     * What is not delivered.
     *
     * @param oldest the first part of it; empty if everything is delivered
     * @param atMost how many records it has at most; ends of transactions take offsets, too
     */
    public record Backlog(Optional<RecordGlance> oldest, long atMost) {
        static final Backlog NOTHING = new Backlog(Optional.empty(), 0);

        static Backlog from(RecordGlance oldest, Extent extent) {
            return new Backlog(Optional.of(oldest), extent.end() - oldest.offset());
        }
    }

    /** How many offsets retention has removed before they were delivered; 0 if none, or if nothing was committed yet. */
    public long lost() {
        return committed.isPresent() ? Math.max(0, extent.begin() - committed.getAsLong()) : 0;
    }

    /** From where on nothing is delivered. */
    static long undeliveredFrom(Extent extent, OptionalLong committed) {
        return Math.max(extent.begin(), committed.orElse(extent.begin()));
    }
}
