package dev.waybill.control.console.change;

import dev.waybill.catalog.plan.PauseChange;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.ExportId;
import dev.waybill.control.apply.FakeTarget;
import dev.waybill.control.apply.TargetCluster;
import dev.waybill.control.pause.KnownExports;
import dev.waybill.control.pause.PauseReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A cluster in memory. */
public final class FakeChangeCluster implements ChangeCluster {
    public final FakeTarget target = new FakeTarget();
    public final Map<String, Long> marks = new TreeMap<>();

    @Override
    public <T> T target(Function<TargetCluster, T> work) {
        return work.apply(target);
    }

    @Override
    public CatalogSnapshot catalog() {
        return target.snapshot();
    }

    @Override
    public PauseReport pause(Function<KnownExports, PauseScope> words, String by, String why) {
        PauseScope scope = words.apply(new KnownExports(catalog()));
        target.write(PauseChange.pause(scope, by, why), target.catalog());
        return new PauseReport(List.of("paused " + scope.words()));
    }

    @Override
    public PauseReport resume(Function<KnownExports, PauseScope> words, String by, String why) {
        PauseScope scope = words.apply(new KnownExports(catalog()));
        target.write(PauseChange.resume(scope, by, why), target.catalog());
        return new PauseReport(List.of("resumed " + scope.words()));
    }

    @Override
    public Map<String, Long> retry(ExportId export) {
        return marks;
    }
}
