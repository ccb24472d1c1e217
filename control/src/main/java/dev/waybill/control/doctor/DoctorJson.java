package dev.waybill.control.doctor;

import dev.waybill.contract.TestObject;
import dev.waybill.control.doctor.check.Correction;
import dev.waybill.control.doctor.check.Diagnosis;
import dev.waybill.control.doctor.check.Outcome;
import dev.waybill.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The report for programs. */
public final class DoctorJson {
    private DoctorJson() {}

    /** One object, indented. */
    public static String text(DoctorReport report) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("at", report.at().toString());
        content.put("well", report.isWell());
        content.put("counts", counts(report::count));
        content.put("exports", exports(report));
        return JsonText.of(content);
    }

    /** What was found of each export. */
    public static List<Map<String, Object>> exports(DoctorReport report) {
        return report.exports().stream().map(DoctorJson::export).toList();
    }

    private static Map<String, Object> export(ExportReport report) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("tenant", report.export().tenant());
        content.put("export", report.export().export());
        content.put("destination", report.destination());
        content.put("test-object", report.destination() + TestObject.NAME);
        content.put("well", report.isWell());
        content.put("counts", counts(report::count));
        content.put("checks", report.results().stream().map(DoctorJson::result).toList());
        return content;
    }

    private static Map<String, Object> counts(ToLongFunction<Outcome> count) {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome.word(), count.applyAsLong(outcome));
        }
        return counts;
    }

    private static Map<String, Object> result(CheckResult result) {
        Diagnosis diagnosis = result.diagnosis();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("check", result.check());
        content.put("outcome", diagnosis.outcome().word());
        content.put("finding", diagnosis.finding());
        if (!diagnosis.advice().isEmpty()) {
            content.put("advice", diagnosis.advice());
        }
        diagnosis.correction().ifPresent(correction -> content.put("correction", correction(correction)));
        return content;
    }

    private static Map<String, Object> correction(Correction correction) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("document", correction.document());
        content.put("sid", correction.sid());
        content.put("statement", correction.statement());
        content.put("text", correction.text());
        return content;
    }
}
