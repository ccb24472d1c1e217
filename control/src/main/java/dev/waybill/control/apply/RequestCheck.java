package dev.waybill.control.apply;

import dev.waybill.catalog.plan.ExportAdded;
import dev.waybill.catalog.plan.ExportChange;
import dev.waybill.catalog.plan.ExportUnchanged;
import dev.waybill.catalog.plan.Plan;
import dev.waybill.catalog.plan.TenantPlan;
import dev.waybill.catalog.plan.WishScope;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.TenantEntry;
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
        new TreeSet<>(request.discarded()).forEach(id -> discard(id).ifPresent(problems::add));
        if (request.wanted().scope() == WishScope.ALL_TENANTS) {
            missing(Platform.FILE, "name it with --platform FILE").ifPresent(problems::add);
            missing(
                            OperatorRules.FILE,
                            "put it back beside the specs; if nothing is laid down any more, let it hold {}")
                    .ifPresent(problems::add);
        } else {
            plan.tenants().forEach(tenant -> unknown("--only", tenant.tenant()).ifPresent(problems::add));
        }
        leftOverIds().ifPresent(problems::add);
        new TreeSet<>(request.externalIds().keySet())
                .forEach(tenant -> unknown("--external-ids", tenant).ifPresent(problems::add));
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

    private Optional<ExportChange> change(ExportId id) {
        return plan.tenants().stream()
                .filter(tenant -> tenant.tenant().equals(id.tenant()))
                .flatMap(tenant -> tenant.exports().stream())
                .filter(export -> export.id().equals(id))
                .findFirst();
    }

    private Problem named(Problem problem, ExportId id) {
        List<String> known = plan.tenants().stream()
                .flatMap(tenant -> tenant.exports().stream())
                .map(export -> export.id().toString())
                .toList();
        return problem.hint(DidYouMean.hint(id.toString(), known, "write TENANT/EXPORT"));
    }

    /** Whether it is paused is asked when the change is made. */
    private Optional<Problem> discard(ExportId id) {
        Optional<ExportChange> change = change(id);
        Problem problem = Problem.at(Place.ofFile("--discard"), "names no export of which anything can be discarded")
                .value(id.toString());
        if (change.isEmpty()) {
            return Optional.of(named(problem, id));
        }
        if (change.get() instanceof ExportAdded) {
            return Optional.of(problem.hint("it is new: nothing of it has been collected"));
        }
        return change.get() instanceof ExportUnchanged && discardable(id).isEmpty()
                ? Optional.of(problem.hint("it has had one version only; change its spec in the same step"))
                : Optional.empty();
    }

    private Optional<Instant> discardable(ExportId id) {
        return catalog.tenant(id.tenant())
                .flatMap(TenantEntry::record)
                .flatMap(record -> record.export(id.export()).discardable());
    }

    private Optional<Problem> redirect(ExportId id) {
        Optional<ExportChange> change = change(id);
        Problem problem = Problem.at(Place.ofFile("--redirect"), "names no export that goes anywhere else than before")
                .value(id.toString());
        if (change.isEmpty()) {
            return Optional.of(named(problem, id));
        }
        if (change.get() instanceof ExportAdded) {
            return Optional.of(problem.hint("it is new: nothing of it is on its way"));
        }
        return change.get().wished().isPresent()
                ? Optional.empty()
                : Optional.of(problem.hint("it is switched off or removed: its spec has to say where parts are to go"));
    }

    private Optional<Problem> missing(String file, String hint) {
        return catalog.document(file).isPresent()
                        && !request.wanted().documents().containsKey(file)
                ? Optional.of(Problem.at(Place.ofFile(file), "is not there, but the catalog was made from one")
                        .hint(hint))
                : Optional.empty();
    }

    private Optional<Problem> unknown(String option, String tenant) {
        TreeSet<String> known = new TreeSet<>(request.wanted().specs().tenants());
        known.addAll(catalog.tenantIds());
        return known.contains(tenant)
                ? Optional.empty()
                : Optional.of(Problem.at(Place.ofFile(option), "names no tenant")
                        .value(tenant)
                        .hint(DidYouMean.hint(tenant, known, "neither the folder nor the catalog has it")));
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
