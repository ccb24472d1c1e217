package dev.waybill.cli.apply;

import dev.waybill.control.doctor.DoctorJson;
import dev.waybill.control.doctor.DoctorReport;
import dev.waybill.control.doctor.DoctorText;
import java.util.List;
import java.util.Map;

/** What the doctor has found of the exports in a plan. */
record DoctorFurther(DoctorReport report) implements FurtherReport {
    @Override
    public String member() {
        return "doctor";
    }

    @Override
    public List<String> lines() {
        return DoctorText.lines(report);
    }

    @Override
    public List<Map<String, Object>> content() {
        return DoctorJson.exports(report);
    }

    @Override
    public boolean isWell() {
        return report.isWell();
    }
}
