package dev.waybill.control.apply;

import dev.waybill.catalog.plan.Plan;
import dev.waybill.catalog.plan.WishScope;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.render.Platform;
import dev.waybill.render.Rendering;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is wrong with the documents and connectors that follow from the specs, as {@code render} finds it. */
final class DocumentCheck {
    private final ApplyRequest request;
    private final CatalogSnapshot catalog;
    private final Plan plan;

    DocumentCheck(ApplyRequest request, CatalogSnapshot catalog, Plan plan) {
        this.request = request;
        this.catalog = catalog;
        this.plan = plan;
    }

    List<Problem> problems() {
        Wanted wanted = request.wanted();
        try {
            Rendering.of(wanted.allExports(), externalIds(), wanted.platform(), wanted.operator());
            return List.of();
        } catch (SpecException e) {
            return wanted.inFiles(e).problems().stream()
                    .filter(this::concernsThem)
                    .toList();
        }
    }

    /** Where single tenants are to change, what is wrong with the others does not matter. */
    private boolean concernsThem(Problem problem) {
        Wanted wanted = request.wanted();
        if (wanted.scope() == WishScope.ALL_TENANTS) {
            return true;
        }
        return !problem.place().file().equals(Platform.FILE)
                && wanted.allExports().stream()
                        .filter(export ->
                                !wanted.tenants().containsKey(export.exportId().tenant()))
                        .map(export -> wanted.specs().place(export.exportId()).file())
                        .noneMatch(problem.place().file()::equals);
    }

    private ExternalIds externalIds() {
        Map<String, String> ids = new TreeMap<>();
        plan.tenants().forEach(tenant -> ids.put(tenant.tenant(), tenant.externalId()));
        for (String tenant : request.wanted().specs().tenants()) {
            ids.computeIfAbsent(
                    tenant,
                    id -> catalog.tenant(id)
                            .flatMap(TenantEntry::record)
                            .map(TenantRecord::externalId)
                            .orElse("not-made-yet:" + id));
        }
        return new ExternalIds(ids);
    }
}
