package dev.waybill.control.apply;

import dev.waybill.catalog.plan.Refusal;
import dev.waybill.spec.ExportSpec;
import java.util.List;

/** Says whether what specs hide would leave all the same. */
@FunctionalInterface
public interface LeakCheck {
    /** Nobody asks. */
    LeakCheck NONE = changed -> List.of();

    /**
     * Why the guard refuses these specs by its rule {@code leak}; empty if it does not.
     *
     * @param changed enabled exports that are new, come back, or have another spec
     * @throws dev.waybill.contract.ClusterException if the cluster cannot be asked
     */
    List<Refusal> leaks(List<ExportSpec> changed);
}
