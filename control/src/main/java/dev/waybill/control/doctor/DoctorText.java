package dev.waybill.control.doctor;

import dev.waybill.control.doctor.check.Correction;
import dev.waybill.control.doctor.check.Diagnosis;
import dev.waybill.control.doctor.check.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The report for people: what is wrong first, and below each export the documents that put it right, once each. */
public final class DoctorText {
    private static final String INDENT = "    ";

    private DoctorText() {}

    public static List<String> lines(DoctorReport report) {
        List<String> lines = new ArrayList<>();
        report.exports().forEach(export -> export(export, lines));
        return lines;
    }

    private static void export(ExportReport report, List<String> lines) {
        lines.add(report.export() + " to " + report.destination() + ": " + counts(report));
        Map<String, Correction> documents = new LinkedHashMap<>();
        report.results().stream()
                .sorted(Comparator.comparing(result -> result.diagnosis().outcome()))
                .forEach(result -> {
                    result(result, lines);
                    result.diagnosis()
                            .correction()
                            .ifPresent(correction -> documents.put(correction.document(), correction));
                });
        documents.values().forEach(correction -> {
            lines.add("");
            lines.add("  The whole " + correction.document() + " of "
                    + report.export().tenant() + ":");
            correction.text().lines().forEach(lines::add);
        });
        lines.add("");
    }

    private static String counts(ExportReport report) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> report.count(outcome) > 0)
                .map(outcome -> report.count(outcome) + " " + words(outcome))
                .collect(Collectors.joining(", "));
    }

    private static String words(Outcome outcome) {
        return outcome.word().replace('-', ' ');
    }

    private static void result(CheckResult result, List<String> lines) {
        Diagnosis diagnosis = result.diagnosis();
        lines.add("  " + words(diagnosis.outcome()).toUpperCase(Locale.ROOT) + "  " + result.check() + ": "
                + diagnosis.finding());
        if (!diagnosis.advice().isEmpty()) {
            lines.add(INDENT + diagnosis.advice());
        }
        diagnosis.correction().ifPresent(correction -> {
            lines.add(INDENT + "statement " + correction.sid() + " of " + correction.document() + ":");
            correction.statement().lines().forEach(line -> lines.add(INDENT + "  " + line));
        });
    }
}
