package dev.waybill.ledger;

import dev.waybill.contract.ExportId;
import java.time.Instant;

/**
 * The source partition had events of the tenant that went to quarantine, since nobody could tell what rules them. They are in no
 * batch. Said before the {@link PartitionPassed} that passes their arrival.
 *
 * @param tenant its id
 * @param hour the beginning of the hour of event time that they lie in
 */
public record EventsUndecided(LedgerSource source, String tenant, Instant hour) implements LedgerEntry {
    public EventsUndecided {
        if (!ExportId.isValid(tenant)) {
            throw new IllegalArgumentException("tenant must match " + ExportId.SYNTAX);
        }
        HourStart.require(hour);
    }
}
