package dev.waybill.control.pause;

import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.yaml.DidYouMean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds what a person names in the catalog: a tenant, or one of its exports. */
public final class KnownExports {
    private final CatalogSnapshot catalog;

    public KnownExports(CatalogSnapshot catalog) {
        this.catalog = catalog;
    }

    /**
     * What the words mean.
     *
     * @param words {@code tenant} or {@code tenant/export}
     * @throws UnknownNameException if the catalog has none, with those that may be meant
     */
    public PauseScope find(String words) {
        String[] ids = words.split("/", -1);
        if (ids.length > 2) {
            throw new UnknownNameException("\"" + words + "\" names no export; write TENANT or TENANT/EXPORT");
        }
        requireTenant(ids[0]);
        if (ids.length == 1) {
            return PauseScope.ofTenant(ids[0]);
        }
        List<String> exports = exports(ids[0]);
        // Where the record cannot be read nobody knows its exports: any may be there.
        boolean known = exports.contains(ids[1]) || (exports.isEmpty() && ExportId.isValid(ids[1]));
        if (!known) {
            throw new UnknownNameException("tenant " + ids[0] + " has no export \"" + ids[1] + "\" in the catalog; "
                    + (exports.isEmpty() ? "an id has " + ExportId.SYNTAX_IN_WORDS : DidYouMean.hint(ids[1], exports)));
        }
        return PauseScope.of(new ExportId(ids[0], ids[1]));
    }

    /** The exports in the scope for which a version rules or will, sorted. */
    public List<ExportId> active(PauseScope scope) {
        List<ExportId> active = new ArrayList<>();
        Collection<String> tenants =
                scope.tenant().<Collection<String>>map(List::of).orElseGet(catalog::tenantIds);
        for (String tenant : tenants) {
            catalog.tenant(tenant)
                    .flatMap(entry -> entry.record())
                    .ifPresent(record -> record.exports().forEach((id, export) -> {
                        if (export.last().isPresent()
                                && scope.export().map(id::equals).orElse(true)) {
                            active.add(new ExportId(tenant, id));
                        }
                    }));
        }
        return active;
    }

    private void requireTenant(String tenant) {
        if (catalog.tenant(tenant).isEmpty()) {
            Optional<String> hint = Optional.of(DidYouMean.hint(tenant, catalog.tenantIds(), ""))
                    .filter(text -> !text.isEmpty());
            throw new UnknownNameException("no tenant \"" + tenant + "\" in the catalog"
                    + hint.map(text -> "; " + text)
                            .orElse(" of " + catalog.tenantIds().size() + " tenants; ./waybill status lists them"));
        }
    }

    private List<String> exports(String tenant) {
        return catalog.tenant(tenant)
                .flatMap(entry -> entry.record())
                .map(record -> List.copyOf(record.exports().keySet()))
                .orElse(List.of());
    }
}
