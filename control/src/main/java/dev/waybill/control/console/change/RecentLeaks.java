package dev.waybill.control.console.change;

import dev.waybill.catalog.plan.Refusal;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.spec.ExportSpec;
import java.util.List;

/** Looks in recent events whether exports would let out what they are to hide. Thread-safe. */
@FunctionalInterface
public interface RecentLeaks {
    /**
     * Why the guard refuses these exports of one tenant by its rule {@code leak}.
     *
     * @param settings of the platform
     * @throws dev.waybill.control.console.http.ProblemException if others are looked at just now, or these are too many at once
     * @throws dev.waybill.contract.ClusterException if the cluster cannot be asked
     */
    List<Refusal> of(List<ExportSpec> changed, PlatformSettings settings);
}
