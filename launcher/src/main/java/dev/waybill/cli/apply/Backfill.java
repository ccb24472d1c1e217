package dev.waybill.cli.apply;

import dev.waybill.app.replay.ReplayRefusedException;
import dev.waybill.app.replay.ReplayReport;
import dev.waybill.app.replay.ReplayRequest;
import dev.waybill.catalog.plan.TenantPlan;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.contract.ExportId;
import dev.waybill.control.apply.ApplyPlan;
import dev.waybill.control.apply.ExportEffect;
import dev.waybill.spec.yaml.SpecException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The histories of exports that an {@code apply} adds or brings back: the time before them that the input still holds. */
final class Backfill {
    private static final Set<String> BEGINS = Set.of("added", "returned");

    private final Duration back;
    private final Histories histories;

    /**
     * @param back how much time before each export
     * @throws UsageException if that is no time
     */
    Backfill(Duration back, Histories histories) {
        if (back.isZero() || back.isNegative()) {
            throw new UsageException("--backfill: " + back + " is no time before an export; write it as in P7D");
        }
        this.back = back;
        this.histories = histories;
    }

    /**
     * Asks before anything is changed.
     *
     * @throws UsageException if the plan begins no export, and no history has begun that could go on
     */
    void requireSomethingToDo(ApplyPlan plan, CatalogSnapshot catalog) {
        if (begun(plan).isEmpty() && unfinished(plan, catalog).isEmpty()) {
            throw new UsageException("--backfill: nothing is new in this plan, and no history that has begun is left"
                    + " unfinished. For an export that is there already say what is to be delivered: ./waybill replay"
                    + " TENANT/EXPORT --under next --from INSTANT --to INSTANT");
        }
    }

    /**
     * The histories of what a plan begins, then those that were begun earlier and are not finished.
     *
     * @param catalog in which the plan has been carried out
     */
    List<ReplayRequest> asked(ApplyPlan plan, CatalogSnapshot catalog) {
        List<ReplayRequest> asked = new ArrayList<>();
        begun(plan).forEach(id -> history(id, catalog).ifPresent(asked::add));
        unfinished(plan, catalog).stream()
                .filter(history -> !asked.contains(history))
                .forEach(asked::add);
        return asked;
    }

    private static Set<ExportId> begun(ApplyPlan plan) {
        return plan.tenants().stream()
                .flatMap(tenant -> tenant.exports().stream())
                .filter(export -> BEGINS.contains(export.kind()))
                .map(ExportEffect::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<ReplayRequest> unfinished(ApplyPlan plan, CatalogSnapshot catalog) {
        return histories.unfinished(plan.change().plan().tenants().stream()
                .map(TenantPlan::tenant)
                .flatMap(tenant -> record(tenant, catalog).stream())
                .flatMap(record -> record.exports().keySet().stream()
                        .map(export -> new ExportId(record.tenant(), export))
                        .flatMap(id -> history(id, catalog).stream()))
                .toList());
    }

    private Optional<ReplayRequest> history(ExportId id, CatalogSnapshot catalog) {
        return record(id.tenant(), catalog)
                .flatMap(record -> record.export(id.export()).reigns().lastBegun())
                .map(begun -> CommandFrame.made(() -> ReplayRequest.history(id, begun, back)));
    }

    private static Optional<TenantRecord> record(String tenant, CatalogSnapshot catalog) {
        return catalog.tenant(tenant).flatMap(TenantEntry::record);
    }

    /** Delivers them, one after the other; all are begun first, so that whatever ends this, the rest is known. */
    BackfillReport deliver(List<ReplayRequest> asked) {
        histories.begin(asked);
        List<BackfillReport.History> done = new ArrayList<>();
        for (ReplayRequest history : asked) {
            BackfillReport.History outcome = deliver(history);
            done.add(outcome);
            if (outcome.isStopped()) {
                break;
            }
        }
        Stream<BackfillReport.History> left =
                asked.stream().skip(done.size()).map(history -> BackfillReport.History.stopped(history));
        return new BackfillReport(Stream.concat(done.stream(), left).toList());
    }

    private BackfillReport.History deliver(ReplayRequest history) {
        try {
            Optional<ReplayReport> report = histories.run(history);
            return report.map(done -> BackfillReport.History.done(history, done))
                    .orElseGet(() -> BackfillReport.History.stopped(history));
        } catch (ReplayRefusedException | SpecException e) {
            return BackfillReport.History.failed(history, String.valueOf(e.getMessage()));
        }
    }
}
