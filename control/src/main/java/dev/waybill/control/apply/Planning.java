package dev.waybill.control.apply;

import dev.waybill.catalog.key.KeyRules;
import dev.waybill.catalog.key.KeyUses;
import dev.waybill.catalog.plan.ApplyChange;
import dev.waybill.catalog.plan.Decision;
import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.Plan;
import dev.waybill.catalog.plan.Planner;
import dev.waybill.catalog.plan.Refusal;
import dev.waybill.catalog.plan.Refused;
import dev.waybill.catalog.plan.SettingsWish;
import dev.waybill.catalog.plan.TenantPlan;
import dev.waybill.catalog.plan.Wish;
import dev.waybill.catalog.plan.WishScope;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.record.UnreadableSpec;
import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.render.Platform;
import dev.waybill.render.PlatformReader;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.yaml.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Compares what is wanted with a catalog. Pure: asks no clock and no cluster. */
final class Planning {
    private final ApplyRequest request;
    private final CatalogSnapshot catalog;
    private final boolean hasReadInput;
    private final boolean stampsInput;
    private final UnaryOperator<String> newExternalId;

    /**
     * @param hasReadInput whether the application has read anything
     * @param stampsInput whether brokers stamp the input
     * @param newExternalId makes the external id of a tenant that has none
     */
    Planning(
            ApplyRequest request,
            CatalogSnapshot catalog,
            boolean hasReadInput,
            boolean stampsInput,
            UnaryOperator<String> newExternalId) {
        this.request = request;
        this.catalog = catalog;
        this.hasReadInput = hasReadInput;
        this.stampsInput = stampsInput;
        this.newExternalId = newExternalId;
    }

    /** @param now the machine's time: the brokers' will be later, so instants are estimates */
    ApplyPlan plan(Instant now) {
        Wanted wanted = request.wanted();
        Wish wish = new Wish(
                wanted.tenants(),
                wanted.scope(),
                request.externalIds(),
                request.begin(),
                request.redirected(),
                request.discarded());
        Plan plan = Planner.plan(catalog, wish, newExternalId).at(now.plus(lead(settings())));
        ApplyChange change =
                ApplyChange.planned(catalog, plan, settings(), request.allowed(), request.by(), request.why());
        List<Refusal> refusals = new ArrayList<>(lostCatalog());
        List<Problem> problems =
                new ArrayList<>(new RequestCheck(request, catalog, plan).problems(now, hasReadInput && stampsInput));
        Decision decision = change.decide(catalog, now);
        if (decision instanceof Refused refused) {
            refusals.addAll(refused.refusals());
            problems.addAll(refused.problems());
        }
        problems.addAll(KeyRules.problems(KeyUses.of(catalog), enabled(wanted), wanted.specs()::place));
        problems.addAll(new DocumentCheck(request, catalog, plan).problems());
        return at(change, now, refusals, problems);
    }

    private static List<ExportSpec> enabled(Wanted wanted) {
        return wanted.tenants().values().stream()
                .flatMap(List::stream)
                .filter(ExportSpec::enabled)
                .toList();
    }

    /** The plan as it was made at the broker's time. */
    ApplyPlan made(ApplyPlan plan, Instant at) {
        return at(plan.change(), at, List.of(), List.of());
    }

    private ApplyPlan at(ApplyChange change, Instant at, List<Refusal> refusals, List<Problem> problems) {
        Plan plan = change.plan();
        Duration lead = lead(change.settings());
        Instant notBefore = at.plus(lead);
        List<TenantEffect> tenants = new Effects(
                        platformBefore(), request.wanted().platform(catalog))
                .of(plan, new Change(request.by(), at, request.why()), notBefore);
        List<Problem> left = Stream.concat(
                        plan.left().stream(),
                        tenants.stream()
                                .flatMap(tenant -> tenant.unreadable().stream())
                                .map(UnreadableSpec::problem))
                .distinct()
                .toList();
        int exports = plan.tenants().stream()
                .map(TenantPlan::exports)
                .mapToInt(list -> Math.toIntExact(list.stream()
                        .filter(export -> export.wished().isPresent())
                        .count()))
                .sum();
        Optional<SettingsEffect> settings =
                change.settingsOffset().map(any -> SettingsEffect.of(catalog.settings(), change.settings(), notBefore));
        return new ApplyPlan(
                change,
                at,
                lead,
                tenants,
                plan.tenants().size() - tenants.size(),
                exports,
                settings,
                left,
                refusals,
                problems);
    }

    /** Where single tenants are to change, what concerns all stays as it is. */
    private SettingsWish settings() {
        Optional<SettingsRecord> current = catalog.settings();
        if (request.wanted().scope() == WishScope.THESE_TENANTS && current.isPresent()) {
            SettingsRecord settings = current.get();
            return new SettingsWish(settings.lead(), settings.margin(), settings.last(), settings.documents());
        }
        SettingsWish wish = request.wanted().platform().settings();
        return new SettingsWish(
                wish.lead(), wish.margin(), wish.platform(), request.wanted().documents());
    }

    private Duration lead(SettingsWish wish) {
        return catalog.settings()
                .map(SettingsRecord::lead)
                .filter(current -> current.compareTo(wish.lead()) > 0)
                .orElse(wish.lead());
    }

    private Platform platformBefore() {
        return catalog.settings().isPresent()
                ? catalog.document(Platform.FILE)
                        .flatMap(PlatformReader::applied)
                        .orElse(Platform.NONE)
                : request.wanted().platform();
    }

    private List<Refusal> lostCatalog() {
        return catalog.settings().isEmpty()
                        && hasReadInput
                        && !request.allowed().contains(GuardRule.LOST_CATALOG)
                ? List.of(new Refusal(
                        GuardRule.LOST_CATALOG, "the catalog is empty, but the application has read its input"))
                : List.of();
    }
}
