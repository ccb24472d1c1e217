package dev.waybill.control.console.change;

import dev.waybill.catalog.plan.CatalogChange;
import dev.waybill.catalog.plan.TrimEvidence;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.Outcome;
import dev.waybill.catalog.topic.ReadPoint;
import dev.waybill.contract.ExportId;
import dev.waybill.control.apply.Applier;
import dev.waybill.control.apply.ApplyRequest;
import dev.waybill.control.apply.ApplyResult;
import dev.waybill.control.apply.ApplyState;
import dev.waybill.control.apply.Draft;
import dev.waybill.control.apply.LeakCheck;
import dev.waybill.control.apply.Progress;
import dev.waybill.control.apply.TargetCluster;
import dev.waybill.control.apply.Wanted;
import dev.waybill.control.console.access.Caller;
import dev.waybill.control.console.http.ApiProblem;
import dev.waybill.control.console.http.ProblemKind;
import dev.waybill.redact.SecretLookup;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.OperatorRules;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicReport;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/** Plans and makes changes of one tenant's specs, by the same code as {@code ./waybill apply --only}. Thread-safe. */
public final class SpecChanges {
    private final ChangeCluster cluster;
    private final Function<List<ExportSpec>, TopicPlan> topics;
    private final SecretLookup secrets;
    private final TenantEditing editing;
    private final RecentLeaks leaks;
    private final Clock clock;

    /**
     * Asks nothing yet.
     *
     * @param topics those that exports need
     * @param secrets of this machine, as far as it has them: fingerprints of keys are made with them
     * @param resolver for endpoints that tenants name
     * @param leaks asked where a caller wants to know
     */
    public SpecChanges(
            ChangeCluster cluster,
            Function<List<ExportSpec>, TopicPlan> topics,
            SecretLookup secrets,
            Resolver resolver,
            RecentLeaks leaks,
            Clock clock) {
        this.cluster = cluster;
        this.topics = topics;
        this.secrets = secrets;
        this.editing = new TenantEditing(resolver);
        this.leaks = leaks;
        this.clock = clock;
    }

    /**
     * A plan, or what became of one.
     *
     * @param basis of the plan
     */
    record Planned(ApplyResult result, String basis) {}

    /** @throws SpecException with everything that is wrong with the draft; for a tenant in words that name no other */
    void check(Caller caller, SpecBody body) {
        wanted(caller, body, cluster.catalog());
    }

    /**
     * The exports of a tenant as a draft has them; those that it does not name are as they are.
     *
     * @throws SpecException as above
     */
    public List<ExportSpec> draft(Caller caller, String tenant, String yaml) {
        SpecBody body = SpecBody.of(new Draft(tenant, yaml, Draft.Others.STAY));
        return wanted(caller, body, cluster.catalog()).tenants().getOrDefault(tenant, List.of());
    }

    /** @throws SpecException as above */
    Planned plan(Caller caller, SpecBody body) {
        return cluster.target(target -> plan(caller, body, new ReadOnce(target)));
    }

    /**
     * Makes it so, if the plan was made from what is there still; else plans again.
     *
     * @throws SpecException as above
     * @return the new plan where the basis is another by now
     */
    Planned apply(Caller caller, SpecBody body, String basis) {
        return cluster.target(target -> {
            ReadOnce once = new ReadOnce(target);
            CatalogSnapshot catalog = once.catalog().snapshot();
            if (!Basis.of(catalog, body.draft().tenant()).equals(basis)) {
                return plan(caller, body, once);
            }
            ApplyRequest request = request(caller, body, wanted(caller, body, catalog));
            ApplyResult result = applier(once, body, catalog).apply(request);
            return result.state() == ApplyState.OVERTAKEN
                    ? plan(caller, body, new ReadOnce(target))
                    : new Planned(result, basis);
        });
    }

    private Planned plan(Caller caller, SpecBody body, ReadOnce target) {
        CatalogSnapshot catalog = target.catalog().snapshot();
        ApplyRequest request = request(caller, body, wanted(caller, body, catalog));
        ApplyResult result = applier(target, body, catalog).plan(request);
        return new Planned(result, Basis.of(catalog, body.draft().tenant()));
    }

    private Applier applier(TargetCluster target, SpecBody body, CatalogSnapshot catalog) {
        PlatformSettings settings = catalog.settings().map(SettingsRecord::last).orElse(PlatformSettings.DEFAULT);
        return new Applier(target, clock, Progress.NONE)
                .asking(body.preview() ? changed -> leaks.of(changed, settings) : LeakCheck.NONE);
    }

    private Wanted wanted(Caller caller, SpecBody body, CatalogSnapshot catalog) {
        if (catalog.settings().isEmpty()) {
            throw ApiProblem.of(
                            ProblemKind.CONFLICT,
                            "nothing has been applied yet: the first change is made with ./waybill apply")
                    .asException();
        }
        if (caller.isOperator()) {
            return Wanted.draft(body.draft(), catalog, secrets);
        }
        requireEditing(catalog);
        String tenant = body.draft().tenant();
        try {
            Wanted wanted = Wanted.draft(body.draft(), catalog, reference -> {
                throw new IllegalArgumentException("is a secret, to which only the operator may refer");
            });
            List<Problem> problems = editing.problems(tenant, wanted, catalog);
            if (!problems.isEmpty()) {
                throw new SpecException(problems);
            }
            return wanted;
        } catch (SpecException e) {
            throw new SpecException(OwnWords.of(tenant, e.problems()));
        }
    }

    private static void requireEditing(CatalogSnapshot catalog) {
        boolean may = catalog.document(OperatorRules.FILE)
                .map(text ->
                        OperatorRules.parse(OperatorRules.FILE, text).console().tenantsMayEdit())
                .orElse(false);
        if (!may) {
            throw ApiProblem.of(
                            ProblemKind.FORBIDDEN,
                            "tenants may not change specs here; ask the operator of the platform")
                    .asException();
        }
    }

    private ApplyRequest request(Caller caller, SpecBody body, Wanted wanted) {
        return new ApplyRequest(
                wanted,
                topics,
                Optional.empty(),
                body.redirected(),
                body.discarded(),
                body.allowed(),
                Map.of(),
                caller.name(),
                body.why());
    }

    /** Reads the catalog once, so that what was looked at is what is changed. */
    private static final class ReadOnce implements TargetCluster {
        private final TargetCluster target;
        private Optional<ReadPoint> read = Optional.empty();

        ReadOnce(TargetCluster target) {
            this.target = target;
        }

        @Override
        public ReadPoint catalog() {
            ReadPoint known = read.orElseGet(target::catalog);
            read = Optional.of(known);
            return known;
        }

        @Override
        public Outcome write(CatalogChange change, ReadPoint from) {
            return target.write(change, from);
        }

        @Override
        public TopicReport checkTopics(TopicPlan plan) {
            return target.checkTopics(plan);
        }

        @Override
        public TopicReport makeTopics(TopicPlan plan) {
            return target.makeTopics(plan);
        }

        @Override
        public SortedMap<String, Long> missingStarts() {
            return target.missingStarts();
        }

        @Override
        public SortedMap<String, Long> commitStarts() {
            return target.commitStarts();
        }

        @Override
        public TrimEvidence trimEvidence(CatalogSnapshot catalog, Collection<ExportId> exports, Instant now) {
            return target.trimEvidence(catalog, exports, now);
        }

        @Override
        public boolean hasReadInput() {
            return target.hasReadInput();
        }

        @Override
        public boolean stampsInput() {
            return target.stampsInput();
        }
    }
}
