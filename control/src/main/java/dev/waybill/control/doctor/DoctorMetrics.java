package dev.waybill.control.doctor;

import dev.waybill.control.doctor.check.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The report in Prometheus' text format, so that an alert tells when an account no longer takes logs. Of each export:
 * {@code failed + warning + not-checked + passed} is the number of things that were found.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
 */
public final class DoctorMetrics {
    private DoctorMetrics() {}

    /** Ends with a line break. Labels hold ids and words of ours, so nothing in them needs an escape. */
    public static String text(DoctorReport report) {
        return text(
                report.at(), report.exports().stream().map(ExportReport::tally).toList());
    }

    /**
     * The same of some exports.
     *
     * @param at when the doctor began to look last
     */
    public static String text(Instant at, List<ExportTally> exports) {
        StringBuilder text = new StringBuilder();
        text.append("# HELP waybill_doctor_findings What the doctor has found of an export, by how it ended.\n");
        text.append("# TYPE waybill_doctor_findings gauge\n");
        for (ExportTally export : exports) {
            for (Outcome outcome : Outcome.values()) {
                text.append("waybill_doctor_findings{")
                        .append(labels(export))
                        .append(",outcome=\"")
                        .append(outcome.word())
                        .append("\"} ")
                        .append(export.counts().get(outcome))
                        .append('\n');
            }
        }
        text.append("# HELP waybill_doctor_failed A check of an export that has failed.\n");
        text.append("# TYPE waybill_doctor_failed gauge\n");
        exports.forEach(export -> text.append(failed(export)));
        text.append("# HELP waybill_doctor_last_run_timestamp_seconds When the doctor began to look.\n");
        text.append("# TYPE waybill_doctor_last_run_timestamp_seconds gauge\n");
        text.append("waybill_doctor_last_run_timestamp_seconds ")
                .append(at.getEpochSecond())
                .append('\n');
        return text.toString();
    }

    private static String failed(ExportTally export) {
        return export.failed().stream()
                .map(check -> "waybill_doctor_failed{" + labels(export) + ",check=\"" + check + "\"} 1\n")
                .collect(Collectors.joining());
    }

    private static String labels(ExportTally export) {
        return "tenant=\"" + export.export().tenant() + "\",export=\""
                + export.export().export() + "\"";
    }
}
