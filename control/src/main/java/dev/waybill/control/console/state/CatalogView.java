package dev.waybill.control.console.state;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.contract.ExportId;
import dev.waybill.control.status.CatalogExport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the catalog says of all exports, made anew only where something has changed: reading a spec costs more than all the rest.
 * Confined to one thread.
 */
final class CatalogView {
    /**
     * One export.
     *
     * @param entry of its tenant, the same object as long as its record does not change
     * @param until when what the catalog says of it changes by itself
     */
    private record Kept(TenantEntry entry, CatalogExport export, Optional<Instant> until) {}

    private final Map<ExportId, Kept> kept = new HashMap<>();
    private CatalogSnapshot last = CatalogSnapshot.EMPTY;

    /** All exports that a version rules, or will, or did, by id. */
    Collection<CatalogExport> exports(CatalogSnapshot catalog, Instant now) {
        boolean otherPauses = !samePauses(catalog);
        Map<ExportId, Kept> all = new TreeMap<>();
        for (TenantEntry entry : catalog.tenants()) {
            entry.record()
                    .ifPresent(record -> record.exports().forEach((id, export) -> {
                        ExportId name = new ExportId(record.tenant(), id);
                        Kept before = kept.get(name);
                        boolean holds = before != null
                                && before.entry() == entry
                                && !otherPauses
                                && before.until()
                                        .filter(until -> !until.isAfter(now))
                                        .isEmpty();
                        if (holds) {
                            all.put(name, before);
                        } else {
                            made(name, export, entry, catalog, now).ifPresent(made -> all.put(name, made));
                        }
                    }));
        }
        kept.clear();
        kept.putAll(all);
        last = catalog;
        List<CatalogExport> exports = new ArrayList<>(all.size());
        all.values().forEach(one -> exports.add(one.export()));
        return exports;
    }

    private boolean samePauses(CatalogSnapshot catalog) {
        return catalog == last
                || List.copyOf(catalog.pauses()).equals(List.copyOf(last.pauses()))
                        && List.copyOf(catalog.pauseEnds()).equals(List.copyOf(last.pauseEnds()));
    }

    private static Optional<Kept> made(
            ExportId id, ExportRecord record, TenantEntry entry, CatalogSnapshot catalog, Instant now) {
        return CatalogExport.of(id, record, catalog, now)
                .map(export -> new Kept(entry, export, export.next().map(rule -> rule.from())));
    }
}
