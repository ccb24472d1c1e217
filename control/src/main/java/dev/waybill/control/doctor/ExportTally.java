package dev.waybill.control.doctor;

import dev.waybill.contract.ExportId;
import dev.waybill.control.doctor.check.Outcome;
import java.util.List;
import java.util.Map;

/**
 * What was found of one export, in numbers.
 *
 * @param counts how many things were found, by how they ended; all outcomes
 * @param failed checks that have failed, each once
 */
public record ExportTally(ExportId export, Map<Outcome, Long> counts, List<String> failed) {
    public ExportTally {
        counts = Map.copyOf(counts);
        failed = List.copyOf(failed);
    }
}
