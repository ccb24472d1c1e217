package dev.waybill.control.console.checkup;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.destination.S3Destination;
import java.time.Instant;

/**
 * An export whose account is looked at.
 *
 * @param destination of its last version: where its parts go, or will
 * @param since when the first window begins that goes there; may be in the future
 */
public record WatchedExport(ExportId id, S3Destination destination, Instant since) {
    /** Whether both are the same way into the same account. */
    boolean goesWhere(WatchedExport other) {
        return id.equals(other.id) && destination.equals(other.destination);
    }
}
