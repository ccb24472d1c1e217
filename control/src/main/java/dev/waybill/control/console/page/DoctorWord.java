package dev.waybill.control.console.page;

import dev.waybill.control.doctor.check.Outcome;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the doctor found of an export when it looked last.
 *
 * @param at when it looked
 * @param counts how many checks ended how, in words
 * @param open the checks that ask for something to be done
 * @param all all of them
 */
public record DoctorWord(String at, String counts, List<Json> open, List<Json> all) {
    public DoctorWord {
        open = List.copyOf(open);
        all = List.copyOf(all);
    }

    /** @param report of {@code readDoctor}, which is about one export */
    static DoctorWord of(Json report) {
        Json export = report.list("exports").get(0);
        List<Json> checks = export.list("checks");
        return new DoctorWord(
                report.text("at"),
                counts(export.at("counts").members()),
                checks.stream().filter(DoctorWord::isOpen).toList(),
                checks);
    }

    private static String counts(Map<String, Json> counts) {
        return counts.entrySet().stream()
                .filter(count -> !count.getValue().toText().equals("0"))
                .map(count -> count.getValue().toText() + " " + Words.prose(count.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static boolean isOpen(Json check) {
        return List.of(Outcome.FAILED.word(), Outcome.WARNING.word()).contains(check.text("outcome"));
    }
}
