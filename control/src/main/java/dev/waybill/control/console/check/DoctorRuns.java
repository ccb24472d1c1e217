package dev.waybill.control.console.check;

import dev.waybill.control.doctor.DoctorReport;
import java.util.Optional;

/** Has the doctor look. Thread-safe. */
@FunctionalInterface
public interface DoctorRuns {
    /**
     * Looks at exports as the catalog has them.
     *
     * @param export one only; empty for all of the tenant
     * @return of no export if no version rules any
     * @throws dev.waybill.contract.ClusterException if credentials cannot be read
     */
    DoctorReport run(String tenant, Optional<String> export);
}
