package dev.waybill.control.doctor;

import dev.waybill.control.doctor.check.Outcome;
import java.time.Instant;
import java.util.List;

/**
 * What the doctor has found.
 *
 * @param at when it began to look
 */
public record DoctorReport(Instant at, List<ExportReport> exports) {
    public DoctorReport {
        exports = List.copyOf(exports);
    }

    /** Whether nothing has failed; warnings, and what was not checked, do not count. */
    public boolean isWell() {
        return exports.stream().allMatch(ExportReport::isWell);
    }

    public long count(Outcome outcome) {
        return exports.stream().mapToLong(export -> export.count(outcome)).sum();
    }
}
