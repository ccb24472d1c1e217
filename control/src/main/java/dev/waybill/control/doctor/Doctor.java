package dev.waybill.control.doctor;

import dev.waybill.contract.ClusterException;
import dev.waybill.control.apply.Progress;
import dev.waybill.control.doctor.account.Accounts;
import dev.waybill.control.doctor.check.Check;
import dev.waybill.control.doctor.check.CheckedExport;
import dev.waybill.control.doctor.check.Checks;
import dev.waybill.control.doctor.check.Diagnosis;
import dev.waybill.control.doctor.check.Examination;
import dev.waybill.control.doctor.pipeline.Pipeline;
import dev.waybill.spec.destination.Destination;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Looks at exports: what the platform may do in their tenants' accounts, and what of the platform belongs to them. Writes the
 * test object, and nothing else that stays.
 */
public final class Doctor {
    private final Accounts accounts;
    private final Pipeline pipeline;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Progress progress;

    /**
     * @param accounts used, not closed
     * @param pipeline used by the thread that calls {@link #check}, not closed
     * @param clock compared with stores' clocks
     * @param nanoTime measures patience
     * @param progress is told which export is looked at
     */
    public Doctor(Accounts accounts, Pipeline pipeline, Clock clock, LongSupplier nanoTime, Progress progress) {
        this.accounts = accounts;
        this.pipeline = pipeline;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.progress = progress;
    }

    /** Looks at all of them; ends soon if its thread is interrupted, and then leaves the rest unchecked. */
    public DoctorReport check(DoctorRequest request) {
        Instant at = clock.instant();
        long began = nanoTime.getAsLong();
        List<ExportReport> reports = new ArrayList<>();
        for (CheckedExport export : request.exports()) {
            progress.begins("checking " + export.spec().exportId());
            reports.add(check(export, () -> isOver(began, request.patience())));
        }
        return new DoctorReport(at, reports);
    }

    private boolean isOver(long began, Duration patience) {
        return Thread.currentThread().isInterrupted() || nanoTime.getAsLong() - began >= patience.toNanos();
    }

    /** Whether no check is to begin any more. */
    private interface End {
        boolean isReached();
    }

    private ExportReport check(CheckedExport export, End end) {
        Destination destination = export.spec().destination();
        Examination examination = new Examination(export, accounts, pipeline, clock);
        List<CheckResult> results = new ArrayList<>();
        for (Check check : Checks.all()) {
            if (check.concerns(destination)) {
                List<Diagnosis> found = end.isReached() ? outOfTime() : examine(check, examination);
                found.forEach(diagnosis -> results.add(new CheckResult(check.id(), diagnosis)));
            }
        }
        return new ExportReport(export.spec().exportId(), destination.base(), results);
    }

    private static List<Diagnosis> outOfTime() {
        return List.of(Diagnosis.notChecked("there was no time left for it", "give it more time: --check-timeout"));
    }

    private static List<Diagnosis> examine(Check check, Examination examination) {
        try {
            return check.examine(examination);
        } catch (ClusterException e) {
            return List.of(Diagnosis.notChecked(
                    "nobody answers: " + e.getMessage(), "look again when the cluster and Connect can be reached"));
        }
    }
}
