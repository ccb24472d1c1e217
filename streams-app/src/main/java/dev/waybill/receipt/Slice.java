package dev.waybill.receipt;

import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.reign.Micros;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.catalog.snapshot.TenantEntry;
import java.time.Instant;

/** A bounded piece of work, and what is known while it is done. */
final class Slice {
    private final Knowledge known;
    private final SettingsRecord settings;
    private int receiptsLeft;
    private int stepsLeft;

    /**
     * Begins a slice.
     *
     * @param known with settings
     * @param receipts as many may be issued
     * @param steps so many windows and exports may be looked at
     */
    Slice(Knowledge known, SettingsRecord settings, int receipts, int steps) {
        this.known = known;
        this.settings = settings;
        this.receiptsLeft = receipts;
        this.stepsLeft = steps;
    }

    SettingsRecord settings() {
        return settings;
    }

    /** Whether what rules the tenant's exports at this time is known for good. */
    boolean isDecided(TenantEntry tenant, Instant instant) {
        long micros = Micros.of(instant);
        return known.isDecided(micros) && micros < tenant.undecidableFrom();
    }

    /** Up to when the catalog is known: the time, by this machine's clock, but for what reading takes. */
    Instant knownUpTo() {
        return known.knownUpTo();
    }

    boolean isUsedUp() {
        return receiptsLeft <= 0 || stepsLeft <= 0;
    }

    void useStep() {
        stepsLeft--;
    }

    void useReceipt() {
        receiptsLeft--;
    }
}
