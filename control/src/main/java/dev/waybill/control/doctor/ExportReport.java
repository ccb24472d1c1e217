package dev.waybill.control.doctor;

import dev.waybill.contract.ExportId;
import dev.waybill.control.doctor.check.Outcome;
import java.util.List;

/**
 * What was found of one export.
 *
 * @param destination what stands in front of its objects' names
 * @param results in the order of the checks
 */
public record ExportReport(ExportId export, String destination, List<CheckResult> results) {
    public ExportReport {
        results = List.copyOf(results);
    }

    public boolean isWell() {
        return count(Outcome.FAILED) == 0;
    }

    public long count(Outcome outcome) {
        return results.stream()
                .filter(result -> result.diagnosis().outcome() == outcome)
                .count();
    }
}
