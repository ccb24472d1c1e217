package dev.waybill.catalog.snapshot;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.reign.Ruling;
import dev.waybill.catalog.reign.Unruled;
import java.util.Optional;

/**
 * What a snapshot knows of a tenant. The same object in every snapshot until the tenant's record changes, so that what
 * was bound to it stays good as long as it is the same.
 */
public final class TenantEntry {
    private final Known<TenantRecord> known;

    TenantEntry(Known<TenantRecord> known) {
        this.known = known;
    }

    /** The last good record; empty if there never was one. */
    public Optional<TenantRecord> record() {
        return known.good();
    }

    /** The latest record, if it cannot be read. */
    public Optional<Fault> fault() {
        return known.fault();
    }

    /**
     * The event time, in microseconds since the epoch, from which on nobody can tell what rules, because the latest record
     * cannot be read; {@link Long#MAX_VALUE} if it can.
     */
    public long undecidableFrom() {
        return known.holdsBefore();
    }

    /**
     * What rules an export at a time of event time, which must be decided.
     *
     * @param epochMicros microseconds since the epoch
     */
    public Ruling rule(String export, long epochMicros) {
        if (epochMicros >= known.holdsBefore() || known.good().isEmpty()) {
            return Unruled.UNDECIDABLE;
        }
        ExportRecord found = known.good().get().exports().get(export);
        return found == null ? Unruled.UNKNOWN_EXPORT : found.reigns().at(epochMicros);
    }

    Known<TenantRecord> known() {
        return known;
    }
}
