package dev.waybill.control.console.check;

import dev.waybill.control.console.checkup.Checkups;
import dev.waybill.control.console.checkup.WatchedExport;
import dev.waybill.control.doctor.DoctorReport;
import java.util.List;
import java.util.Optional;

/**
 * Looks, and keeps what was found: a tenant that has put its account right and looks again need not wait for the schedule.
 *
 * @param runs look
 */
public record RememberedDoctorRuns(DoctorRuns runs, Checkups checkups) implements DoctorRuns {
    @Override
    public DoctorReport run(String tenant, Optional<String> export) {
        List<WatchedExport> before = checkups.ofTenant(tenant);
        DoctorReport report = runs.run(tenant, export);
        checkups.keep(before, report);
        return report;
    }
}
