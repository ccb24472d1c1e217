package dev.waybill.control.apply;

import dev.waybill.catalog.plan.ApplyChange;
import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.Refused;
import dev.waybill.catalog.plan.TrimEvidence;
import dev.waybill.catalog.plan.Trimming;
import dev.waybill.catalog.record.CatalogKey;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.NothingToWrite;
import dev.waybill.catalog.topic.Outcome;
import dev.waybill.catalog.topic.Overtaken;
import dev.waybill.catalog.topic.ReadPoint;
import dev.waybill.catalog.topic.Rejected;
import dev.waybill.catalog.topic.Written;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.topics.TopicMissing;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicReport;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/**
 * Makes a cluster what people wrote: topics, start offsets, then the catalog, in one transaction. Whatever ends it in the
 * middle, it is simply run again.
 */
public final class Applier {
    private final TargetCluster cluster;
    private final Clock clock;
    private final Progress progress;
    private final LeakCheck leaks;

    public Applier(TargetCluster cluster, Clock clock, Progress progress) {
        this(cluster, clock, progress, LeakCheck.NONE);
    }

    private Applier(TargetCluster cluster, Clock clock, Progress progress, LeakCheck leaks) {
        this.cluster = cluster;
        this.clock = clock;
        this.progress = progress;
        this.leaks = leaks;
    }

    /** The same, which asks this whether exports that change would leak, before anything is changed. */
    public Applier asking(LeakCheck check) {
        return new Applier(cluster, clock, progress, check);
    }

    /** What {@link #apply} would do now; changes nothing. External ids that are to be made are shown as such. */
    public ApplyResult plan(ApplyRequest request) {
        Planned planned = planned(request, tenant -> "made-by-apply:" + tenant);
        progress.begins("comparing topics");
        TopicReport topics = cluster.checkTopics(topics(request, planned));
        SortedMap<String, Long> starts = cluster.missingStarts();
        boolean missing = topics.findings().stream().anyMatch(TopicMissing.class::isInstance);
        boolean nothing = planned.plan.isEmpty() && !missing && starts.isEmpty();
        ApplyState state =
                planned.plan.isRefused() ? ApplyState.REFUSED : nothing ? ApplyState.NOTHING_TO_DO : ApplyState.PLANNED;
        return new ApplyResult(state, planned.plan, topics, starts, List.of());
    }

    /** Makes it so, unless the guard refuses. */
    public ApplyResult apply(ApplyRequest request) {
        Planned planned = planned(request, tenant -> ExternalIds.newId());
        if (planned.plan.isRefused()) {
            progress.begins("comparing topics");
            return new ApplyResult(
                    ApplyState.REFUSED,
                    planned.plan,
                    cluster.checkTopics(topics(request, planned)),
                    cluster.missingStarts(),
                    List.of());
        }
        progress.begins("making topics");
        TopicReport topics = cluster.makeTopics(topics(request, planned));
        SortedMap<String, Long> starts = cluster.commitStarts();
        boolean done = topics.created() > 0 || !starts.isEmpty();
        if (planned.plan.isEmpty()) {
            ApplyState state = done ? ApplyState.APPLIED : ApplyState.NOTHING_TO_DO;
            return new ApplyResult(state, planned.plan, topics, starts, List.of());
        }
        ApplyChange change = planned.plan.change().with(trimEvidence(planned));
        progress.begins("writing the catalog");
        Outcome outcome = cluster.write(change, planned.from);
        return result(
                request,
                planned,
                outcome,
                new ApplyResult(ApplyState.APPLIED, planned.plan, topics, starts, List.of()));
    }

    private ApplyResult result(ApplyRequest request, Planned planned, Outcome outcome, ApplyResult applied) {
        if (outcome instanceof Written written) {
            return with(applied, ApplyState.APPLIED, planned.planning.made(planned.plan, written.at()), List.of());
        }
        if (outcome instanceof NothingToWrite) {
            return applied;
        }
        if (outcome instanceof Overtaken overtaken) {
            Planning again = planning(request, overtaken.now(), tenant -> "made-by-apply:" + tenant);
            List<String> keys =
                    overtaken.keys().stream().map(CatalogKey::text).sorted().toList();
            ApplyPlan plan = again.plan(clock.instant());
            boolean done = plan.isEmpty() && !plan.isRefused();
            return with(applied, done ? ApplyState.NOTHING_TO_DO : ApplyState.OVERTAKEN, plan, keys);
        }
        return with(applied, ApplyState.REFUSED, refused(planned.plan, ((Rejected) outcome).refused()), List.of());
    }

    /** Looked for only where a version of a changed tenant has been over for long. */
    private TrimEvidence trimEvidence(Planned planned) {
        CatalogSnapshot catalog = planned.from.snapshot();
        Instant now = clock.instant();
        Trimming trimming = new Trimming(catalog.settings(), TrimEvidence.NONE, now);
        List<ExportId> candidates = planned.plan
                .change()
                .plan()
                .changes()
                .flatMap(tenant -> tenant.before().stream())
                .flatMap(record -> trimming.candidates(record).stream())
                .toList();
        if (candidates.isEmpty()) {
            return TrimEvidence.NONE;
        }
        progress.begins("looking for versions that nobody needs any more");
        return cluster.trimEvidence(catalog, candidates, now);
    }

    private Planned planned(ApplyRequest request, UnaryOperator<String> newExternalId) {
        progress.begins("reading the catalog");
        ReadPoint from = cluster.catalog();
        progress.begins("planning " + request.wanted().tenants().size() + " tenants");
        Planning planning = planning(request, from.snapshot(), newExternalId);
        return new Planned(planning, checked(planning.plan(clock.instant()), request), from);
    }

    /** What is refused already is not looked at, since that takes time. */
    private ApplyPlan checked(ApplyPlan plan, ApplyRequest request) {
        if (plan.isRefused() || request.allowed().contains(GuardRule.LEAK)) {
            return plan;
        }
        List<ExportSpec> changed = plan.change()
                .plan()
                .changes()
                .flatMap(tenant -> tenant.exports().stream())
                .filter(export -> !export.changesNothing())
                .flatMap(export -> export.wished().stream())
                .toList();
        if (changed.isEmpty()) {
            return plan;
        }
        progress.begins("looking whether anything leaks");
        return refused(plan, new Refused(leaks.leaks(changed), List.of()));
    }

    private Planning planning(ApplyRequest request, CatalogSnapshot catalog, UnaryOperator<String> newExternalId) {
        boolean asks = request.begin().isPresent() || catalog.settings().isEmpty();
        return new Planning(
                request, catalog, asks && cluster.hasReadInput(), asks && cluster.stampsInput(), newExternalId);
    }

    private static TopicPlan topics(ApplyRequest request, Planned planned) {
        return request.topics()
                .apply(request.wanted().tenants().values().stream()
                        .flatMap(List::stream)
                        .toList())
                .withFutureSkew(planned.plan.change().settings().platform().futureSkew());
    }

    private static ApplyPlan refused(ApplyPlan plan, Refused refused) {
        return new ApplyPlan(
                plan.change(),
                plan.at(),
                plan.lead(),
                plan.tenants(),
                plan.unchanged(),
                plan.exports(),
                plan.settings(),
                plan.left(),
                refused.refusals(),
                refused.problems());
    }

    private static ApplyResult with(ApplyResult result, ApplyState state, ApplyPlan plan, List<String> overtakenBy) {
        return new ApplyResult(state, plan, result.topics(), result.starts(), new ArrayList<>(overtakenBy));
    }

    private record Planned(Planning planning, ApplyPlan plan, ReadPoint from) {}
}
