package dev.waybill.control.doctor;

import dev.waybill.contract.ExportId;
import dev.waybill.control.doctor.check.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

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

    /** The same in numbers. */
    public ExportTally tally() {
        return new ExportTally(
                export,
                Arrays.stream(Outcome.values()).collect(Collectors.toMap(outcome -> outcome, this::count)),
                results.stream()
                        .filter(result -> result.diagnosis().outcome() == Outcome.FAILED)
                        .map(CheckResult::check)
                        .distinct()
                        .toList());
    }

    public long count(Outcome outcome) {
        return results.stream()
                .filter(result -> result.diagnosis().outcome() == outcome)
                .count();
    }
}
