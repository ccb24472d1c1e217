package dev.waybill.control.console.checkup;

import dev.waybill.control.doctor.CheckResult;
import dev.waybill.control.doctor.DoctorJson;
import dev.waybill.control.doctor.DoctorReport;
import dev.waybill.control.doctor.ExportReport;
import dev.waybill.control.doctor.ExportTally;
import dev.waybill.control.doctor.check.Outcome;
import dev.waybill.control.status.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What some readers are told of a look at one export.
 *
 * @param outcome of all checks in one word: passed if the test object could be put and nothing was found to be wrong, whatever
 *     single checks could not be made for want of a right
 * @param failure the first check that failed; empty if none has
 */
public record Told(ExportTally tally, Outcome outcome, Optional<Finding> failure, PackedText json) {
    /** Without it nobody knows whether logs can be delivered. */
    private static final String PUT = "put-below-prefix";

    static Told of(Instant at, ExportReport report) {
        return new Told(
                report.tally(),
                outcome(report),
                report.results().stream()
                        .filter(result -> result.diagnosis().outcome() == Outcome.FAILED)
                        .findFirst()
                        .map(Told::finding),
                PackedText.of(DoctorJson.text(new DoctorReport(at, List.of(report)))));
    }

    private static Outcome outcome(ExportReport report) {
        if (report.count(Outcome.FAILED) > 0) {
            return Outcome.FAILED;
        }
        if (report.count(Outcome.WARNING) > 0) {
            return Outcome.WARNING;
        }
        boolean put = report.results().stream()
                .anyMatch(result ->
                        result.check().equals(PUT) && result.diagnosis().outcome() == Outcome.PASSED);
        return put ? Outcome.PASSED : Outcome.NOT_CHECKED;
    }

    private static Finding finding(CheckResult result) {
        return new Finding(
                "the doctor, " + result.check() + ": " + result.diagnosis().finding(),
                result.diagnosis().advice());
    }
}
