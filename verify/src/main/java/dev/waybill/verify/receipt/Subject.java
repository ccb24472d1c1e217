package dev.waybill.verify.receipt;

import java.time.Instant;
import java.util.Optional;

/** Which events of its windows a receipt is about. What several receipts say about a window adds up. */
public sealed interface Subject permits OnTime, Day, Late, Revision, Discard {
    /** The receipt's member {@code kind}. */
    String kind();

    /** Whether it counts events; if not, it names parts that never come. */
    default boolean countsEvents() {
        return true;
    }

    /** What stands behind the first window's start in the receipt's name; empty for the receipt a job waits for. */
    String suffix();

    /** Where the following receipt of the same kind ends at the latest, if the export goes on without a break. */
    default Optional<Instant> next() {
        return Optional.empty();
    }

    /**
     * The instant that a key must be valid at to sign it.
     *
     * @param end of its last window
     */
    default Instant signedFor(Instant end) {
        return end;
    }
}
