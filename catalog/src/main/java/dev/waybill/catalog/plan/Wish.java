package dev.waybill.catalog.plan;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.TenantSpecs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What somebody wants the catalog to hold.
 *
 * @param tenants all exports of each tenant, the disabled ones too; a tenant without exports has none
 * @param coverage what becomes of the other tenants
 * @param externalIds external ids that exist already, by tenant; others are made for tenants that have none
 * @param begin when exports begin that were never there, if that may be in the past
 * @param redirected exports of which everything that is not delivered yet goes to the wished destination
 * @param discarded exports of which everything that is not delivered yet, of earlier reigns, is dropped
 */
public record Wish(
        SortedMap<String, List<ExportSpec>> tenants,
        WishScope coverage,
        Map<String, String> externalIds,
        Optional<Instant> begin,
        Set<ExportId> redirected,
        Set<ExportId> discarded) {
    public Wish {
        SortedMap<String, List<ExportSpec>> copy = new TreeMap<>();
        tenants.forEach((tenant, exports) -> {
            long ids = exports.stream().map(ExportSpec::exportId).distinct().count();
            if (ids != exports.size() || exports.stream().anyMatch(spec -> !isOf(tenant, spec))) {
                throw new IllegalArgumentException("exports of tenant " + tenant + " must be its own, each once");
            }
            copy.put(tenant, List.copyOf(exports));
        });
        tenants = Collections.unmodifiableSortedMap(copy);
        externalIds = Map.copyOf(externalIds);
        redirected = Set.copyOf(redirected);
        discarded = Set.copyOf(discarded);
    }

    /** All tenants there are, as their files say. */
    public static Wish allOf(TenantSpecs specs) {
        return of(specs, WishScope.ALL_TENANTS);
    }

    /** These tenants, as their files say; the others stay as they are. */
    public static Wish onlyOf(TenantSpecs specs) {
        return of(specs, WishScope.THESE_TENANTS);
    }

    public Wish withExternalIds(Map<String, String> existing) {
        return new Wish(tenants, coverage, existing, begin, redirected, discarded);
    }

    public Wish beginningAt(Instant instant) {
        return new Wish(tenants, coverage, externalIds, Optional.of(instant), redirected, discarded);
    }

    public Wish redirecting(Set<ExportId> exports) {
        return new Wish(tenants, coverage, externalIds, begin, exports, discarded);
    }

    public Wish discarding(Set<ExportId> exports) {
        return new Wish(tenants, coverage, externalIds, begin, redirected, exports);
    }

    private static Wish of(TenantSpecs specs, WishScope coverage) {
        SortedMap<String, List<ExportSpec>> tenants = new TreeMap<>();
        specs.tenants().forEach(tenant -> tenants.put(tenant, new ArrayList<>()));
        specs.exports()
                .forEach(export -> tenants.computeIfAbsent(export.exportId().tenant(), any -> new ArrayList<>())
                        .add(export));
        return new Wish(tenants, coverage, Map.of(), Optional.empty(), Set.of(), Set.of());
    }

    private static boolean isOf(String tenant, ExportSpec spec) {
        return spec.exportId().tenant().equals(tenant);
    }
}
