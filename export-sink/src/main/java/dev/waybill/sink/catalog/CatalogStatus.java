package dev.waybill.sink.catalog;

import dev.waybill.catalog.snapshot.Knowledge;
import java.time.Clock;
import java.time.Duration;

/** The status of the catalog that JMX shows. */
public final class CatalogStatus implements CatalogStatusMXBean {
    private final CatalogView catalog;
    private final Clock clock;

    public CatalogStatus(CatalogView catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    @Override
    public String getKnownUpTo() {
        Knowledge now = catalog.knowledge();
        return wasRead(now) ? now.knownUpTo().toString() : "";
    }

    @Override
    public long getSecondsBehind() {
        Knowledge now = catalog.knowledge();
        return wasRead(now)
                ? Math.max(0, Duration.between(now.knownUpTo(), clock.instant()).toSeconds())
                : -1;
    }

    @Override
    public String getTrouble() {
        return catalog.trouble().orElse("");
    }

    @Override
    public long getTenants() {
        return catalog.knowledge().snapshot().tenants().size();
    }

    @Override
    public long getUnreadableRecords() {
        return catalog.knowledge().snapshot().faults().size();
    }

    private static boolean wasRead(Knowledge knowledge) {
        return !knowledge.equals(Knowledge.NOTHING);
    }
}
