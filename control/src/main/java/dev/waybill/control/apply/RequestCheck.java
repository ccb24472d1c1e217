package dev.waybill.control.apply;

import dev.waybill.catalog.plan.ExportAdded;
import dev.waybill.catalog.plan.ExportChange;
import dev.waybill.catalog.plan.Plan;
import dev.waybill.catalog.plan.TenantPlan;
import dev.waybill.catalog.plan.WishScope;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.ExportId;
import dev.waybill.render.Platform;
import dev.waybill.spec.OperatorRules;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.spec.yaml.DidYouMean;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What is wrong with a request beside its specs: options that cannot hold, and files that are missing. */
final class RequestCheck {
    private final ApplyRequest request;
    private final CatalogSnapshot catalog;
    private final Plan plan;

    RequestCheck(ApplyRequest request, CatalogSnapshot catalog, Plan plan) {
        this.request = request;
        this.catalog = catalog;
        this.plan = plan;
    }

    /** @param passedOver whether the application may have passed over what came before */
    List<Problem> problems(Instant now, boolean passedOver) {
        List<Problem> problems = new ArrayList<>();
        request.begin().flatMap(begin -> begin(begin, now, passedOver)).ifPresent(problems::add);
        new TreeSet<>(request.redirected()).forEach(id -> redirect(id).ifPresent(problems::add));
        if (request.wanted().scope() == WishScope.ALL_TENANTS) {
            missing(Platform.FILE, "name it with --platform FILE").ifPresent(problems::add);
            missing(
                            OperatorRules.FILE,
                            "put it back beside the specs; if nothing is laid down any more, let it hold {}")
                    .ifPresent(problems::add);
        } else {
            unknownTenants(problems);
        }
        leftOverIds().ifPresent(problems::add);
        return problems;
    }

    private Optional<Problem> begin(Instant begin, Instant now, boolean passedOver) {
        Place place = Place.ofFile("--begin");
        if (begin.isAfter(now)) {
            return Optional.of(Problem.at(place, "lies in the future")
                    .value(begin.toString())
                    .hint("leave it out: an export begins by itself, soon after it is applied"));
        }
        boolean adds =
                plan.changes().flatMap(tenant -> tenant.exports().stream()).anyMatch(ExportAdded.class::isInstance);
        if (!adds || !passedOver) {
            return Optional.empty();
        }
        return Optional.of(Problem.at(
                        place,
                        "is too late: the application has read input already, which brokers stamp, so"
                                + " it has passed over what the new exports would have got")
                .hint("leave it out: new exports begin from now on"));
    }

    private Optional<Problem> redirect(ExportId id) {
        Optional<ExportChange> change = plan.tenants().stream()
                .filter(tenant -> tenant.tenant().equals(id.tenant()))
                .flatMap(tenant -> tenant.exports().stream())
                .filter(export -> export.id().equals(id))
                .findFirst();
        Problem problem = Problem.at(Place.ofFile("--redirect"), "names no export that goes anywhere else than before")
                .value(id.toString());
        if (change.isEmpty()) {
            List<String> known = plan.tenants().stream()
                    .flatMap(tenant -> tenant.exports().stream())
                    .map(export -> export.id().toString())
                    .toList();
            return Optional.of(problem.hint(DidYouMean.hint(id.toString(), known, "write TENANT/EXPORT")));
        }
        if (change.get() instanceof ExportAdded) {
            return Optional.of(problem.hint("it is new: nothing of it is on its way"));
        }
        return change.get().wished().isPresent()
                ? Optional.empty()
                : Optional.of(problem.hint("it is switched off or removed: its spec has to say where parts are to go"));
    }

    private Optional<Problem> missing(String file, String hint) {
        boolean known = catalog.settings()
                .map(SettingsRecord::documents)
                .filter(documents -> documents.containsKey(file))
                .isPresent();
        return known && !request.wanted().documents().containsKey(file)
                ? Optional.of(Problem.at(Place.ofFile(file), "is not there, but the catalog was made from one")
                        .hint(hint))
                : Optional.empty();
    }

    private void unknownTenants(List<Problem> problems) {
        for (TenantPlan tenant : plan.tenants()) {
            String id = tenant.tenant();
            TreeSet<String> known = new TreeSet<>(request.wanted().specs().tenants());
            known.addAll(catalog.tenantIds());
            if (!known.contains(id)) {
                problems.add(Problem.at(Place.ofFile("--only"), "names no tenant")
                        .value(id)
                        .hint(DidYouMean.hint(id, known, "neither the folder nor the catalog has it")));
            }
        }
    }

    /** Whoever forgets to take ids over would make new ones, and the tenants' roles would refuse them. */
    private Optional<Problem> leftOverIds() {
        Map<String, String> left = request.wanted().leftOver().byTenant();
        return plan.changes()
                .filter(tenant -> tenant.before().isEmpty())
                .map(TenantPlan::tenant)
                .filter(tenant ->
                        left.containsKey(tenant) && !request.externalIds().containsKey(tenant))
                .findFirst()
                .map(tenant -> Problem.at(
                                Place.ofFile(ExternalIds.FILE), "holds external ids that the catalog does not have")
                        .value(tenant)
                        .hint("take them over with --external-ids, or move the file away to have new ids made"));
    }
}
