package dev.waybill.sink.destination;

import dev.waybill.contract.ExportId;
import java.time.Instant;
import java.util.Optional;

/**
 * Knows where parts go, and what is paused. Safe for use by several threads. What {@link #find} answers changes only in
 * {@link #refresh}, so that whoever calls that can put in order at once what hangs on the answers.
 */
public interface DestinationLookup {
    /** Where parts of this version of the export go; empty when no such version is known. */
    Optional<Target> find(ExportId export, String version);

    /** Why the export's parts must not leave now; empty when they may. Changes at any time. */
    Optional<Pause> paused(ExportId export);

    /** Whether parts of the export's windows that start then must not leave any more. Changes at any time. */
    boolean discards(ExportId export, Instant windowStart);

    /** Takes over what has been learned since the last call, and says whether there was anything. */
    boolean refresh();

    /**
     * Waits, for a limited time, until everything is known that there is now.
     *
     * @return whether this version is known then, from the next {@link #refresh} on
     */
    boolean lookAgain(ExportId export, String version);
}
