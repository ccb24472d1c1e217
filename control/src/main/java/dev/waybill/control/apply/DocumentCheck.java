package dev.waybill.control.apply;

import dev.waybill.catalog.plan.Plan;
import dev.waybill.catalog.plan.WishScope;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.render.Platform;
import dev.waybill.render.Rendering;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

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
            List<ExportSpec> theirs =
                    wanted.tenants().values().stream().flatMap(List::stream).toList();
            Rendering.of(theirs, externalIds(), wanted.platform(catalog), wanted.operator());
            return List.of();
        } catch (SpecException e) {
            List<Problem> problems = wanted.inFiles(e).problems().stream()
                    .filter(this::concernsThem)
                    .toList();
            return problems.isEmpty() || wanted.platform().equals(wanted.platform(catalog))
                    ? problems
                    : Stream.concat(problems.stream(), Stream.of(notApplied())).toList();
        }
    }

    /** The file may hold what the problems ask for. */
    private static Problem notApplied() {
        return Problem.at(Place.ofFile(Platform.FILE), "is not what was applied, and --only leaves it so")
                .hint("apply it first, without --only");
    }

    /** Where single tenants are to change, the platform's file stays as it was applied. */
    private boolean concernsThem(Problem problem) {
        return request.wanted().scope() == WishScope.ALL_TENANTS
                || !problem.place().file().equals(Platform.FILE);
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
