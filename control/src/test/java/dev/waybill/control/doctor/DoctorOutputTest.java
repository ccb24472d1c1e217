package dev.waybill.control.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.contract.ExportId;
import dev.waybill.control.doctor.check.Correction;
import dev.waybill.control.doctor.check.Diagnosis;
import dev.waybill.control.doctor.check.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoctorOutputTest {
    private static final Correction TRUST = new Correction(
            "LogsWriter-trust.json",
            "TrustWaybill",
            "{\n  \"Sid\": \"TrustWaybill\"\n}\n",
            "{\n  \"Version\": \"2012-10-17\"\n}\n");
    private static final DoctorReport REPORT = new DoctorReport(
            Instant.parse("2026-03-04T05:00:00Z"),
            List.of(
                    new ExportReport(
                            new ExportId("acme", "downloads"),
                            "s3://acme-logs/client-logs/",
                            List.of(
                                    passed("role-with-external-id", "the role can be assumed"),
                                    found(Outcome.FAILED, "role-without-external-id", Optional.of(TRUST)),
                                    found(Outcome.FAILED, "role-with-other-external-id", Optional.of(TRUST)),
                                    found(Outcome.WARNING, "list-objects", Optional.empty()),
                                    found(Outcome.NOT_CHECKED, "sink-connector", Optional.empty()))),
                    new ExportReport(
                            new ExportId("acme", "audit"),
                            "/srv/logs/",
                            List.of(passed("export-topic", "the topic is there")))));

    private static CheckResult passed(String check, String finding) {
        return new CheckResult(check, new Diagnosis(Outcome.PASSED, finding, "", Optional.empty()));
    }

    private static CheckResult found(Outcome outcome, String check, Optional<Correction> correction) {
        return new CheckResult(check, new Diagnosis(outcome, "something is so", "do this", correction));
    }

    @Test
    void theWorstStandsFirstAndEachDocumentOnce() {
        assertThat(String.join("\n", DoctorText.lines(REPORT))).isEqualTo("""
                acme/downloads to s3://acme-logs/client-logs/: 2 failed, 1 warning, 1 not checked, 1 passed
                  FAILED  role-without-external-id: something is so
                    do this
                    statement TrustWaybill of LogsWriter-trust.json:
                      {
                        "Sid": "TrustWaybill"
                      }
                  FAILED  role-with-other-external-id: something is so
                    do this
                    statement TrustWaybill of LogsWriter-trust.json:
                      {
                        "Sid": "TrustWaybill"
                      }
                  WARNING  list-objects: something is so
                    do this
                  NOT CHECKED  sink-connector: something is so
                    do this
                  PASSED  role-with-external-id: the role can be assumed

                  The whole LogsWriter-trust.json of acme:
                {
                  "Version": "2012-10-17"
                }

                acme/audit to /srv/logs/: 1 passed
                  PASSED  export-topic: the topic is there
                """);
    }

    @Test
    void jsonHoldsEverything() throws Exception {
        // When
        JsonNode report = new ObjectMapper().readTree(DoctorJson.text(REPORT));

        // Then
        assertThat(report.path("at").asText()).isEqualTo("2026-03-04T05:00:00Z");
        assertThat(report.path("well").asBoolean()).isFalse();
        assertThat(report.path("counts")).hasToString("{\"failed\":2,\"warning\":1,\"not-checked\":1,\"passed\":2}");
        JsonNode export = report.path("exports").path(0);
        assertThat(export.path("tenant").asText()).isEqualTo("acme");
        assertThat(export.path("export").asText()).isEqualTo("downloads");
        assertThat(export.path("test-object").asText()).isEqualTo("s3://acme-logs/client-logs/_waybill/doctor.json");
        assertThat(export.path("well").asBoolean()).isFalse();
        JsonNode failed = export.path("checks").path(1);
        assertThat(failed.path("check").asText()).isEqualTo("role-without-external-id");
        assertThat(failed.path("outcome").asText()).isEqualTo("failed");
        assertThat(failed.path("finding").asText()).isEqualTo("something is so");
        assertThat(failed.path("advice").asText()).isEqualTo("do this");
        assertThat(failed.path("correction").path("document").asText()).isEqualTo("LogsWriter-trust.json");
        assertThat(failed.path("correction").path("sid").asText()).isEqualTo("TrustWaybill");
        assertThat(failed.path("correction").path("text").asText()).isEqualTo(TRUST.text());
        assertThat(export.path("checks").path(0).has("advice")).isFalse();
        assertThat(report.path("exports").path(1).path("well").asBoolean()).isTrue();
    }

    @Test
    void metricsCountHowChecksEndedAndNameThoseThatFailed() {
        assertThat(DoctorMetrics.text(REPORT)).isEqualTo("""
                # HELP waybill_doctor_findings What the doctor has found of an export, by how it ended.
                # TYPE waybill_doctor_findings gauge
                waybill_doctor_findings{tenant="acme",export="downloads",outcome="failed"} 2
                waybill_doctor_findings{tenant="acme",export="downloads",outcome="warning"} 1
                waybill_doctor_findings{tenant="acme",export="downloads",outcome="not-checked"} 1
                waybill_doctor_findings{tenant="acme",export="downloads",outcome="passed"} 1
                waybill_doctor_findings{tenant="acme",export="audit",outcome="failed"} 0
                waybill_doctor_findings{tenant="acme",export="audit",outcome="warning"} 0
                waybill_doctor_findings{tenant="acme",export="audit",outcome="not-checked"} 0
                waybill_doctor_findings{tenant="acme",export="audit",outcome="passed"} 1
                # HELP waybill_doctor_failed A check of an export that has failed.
                # TYPE waybill_doctor_failed gauge
                waybill_doctor_failed{tenant="acme",export="downloads",check="role-without-external-id"} 1
                waybill_doctor_failed{tenant="acme",export="downloads",check="role-with-other-external-id"} 1
                # HELP waybill_doctor_last_run_timestamp_seconds When the doctor began to look.
                # TYPE waybill_doctor_last_run_timestamp_seconds gauge
                waybill_doctor_last_run_timestamp_seconds 1772600400
                """);
    }
}
