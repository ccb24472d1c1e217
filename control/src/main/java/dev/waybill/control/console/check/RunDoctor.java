package dev.waybill.control.console.check;

import dev.waybill.contract.ExportId;
import dev.waybill.control.console.access.Caller;
import dev.waybill.control.console.change.Audited;
import dev.waybill.control.console.checkup.Checkup;
import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.ApiProblem;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Contract;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.ProblemKind;
import dev.waybill.control.console.http.Schema;
import dev.waybill.control.console.http.Schema.Member;
import dev.waybill.control.doctor.DoctorJson;
import dev.waybill.control.doctor.DoctorReport;
import java.util.Map;
import java.util.Optional;

/** Tries out what the platform may do in a tenant's account. */
public final class RunDoctor implements Operation {
    private static final Schema CORRECTION = Schema.object(
            Member.of("document", Schema.text()),
            Member.of("sid", Schema.text()),
            Member.of("statement", Schema.anything()),
            Member.of("text", Schema.text()));
    private static final Schema CHECK = Schema.object(
            Member.of("check", Schema.text()),
            Member.of("outcome", Schema.text()),
            Member.of("finding", Schema.text()),
            Member.optional("advice", Schema.text()),
            Member.optional("correction", CORRECTION));
    private static final Schema EXPORT = Schema.object(
            Member.of("tenant", Schema.text()),
            Member.of("export", Schema.text()),
            Member.of("destination", Schema.text()),
            Member.of("test-object", Schema.text()),
            Member.of("well", Schema.flag()),
            Member.of("counts", Schema.mapOf(Schema.count())),
            Member.of("checks", Schema.list(CHECK)));
    /** What is answered. */
    static final Schema REPORT = Schema.object(
                    Member.of("at", Schema.instant()),
                    Member.of("well", Schema.flag()),
                    Member.of("counts", Schema.mapOf(Schema.count())),
                    Member.of("exports", Schema.list(EXPORT)))
            .named("DoctorReport");

    private static final Contract CONTRACT = Contract.post(
                    "/tenants/{tenant}/doctor",
                    "runDoctor",
                    "Try out what the platform may do in the tenant's account",
                    Audience.OWN_TENANT,
                    Schema.object(Member.optional("export", Schema.matching(ExportId.SYNTAX, 63))),
                    Parameter.TENANT)
            .describe(
                    "Puts one test object below the prefix of each destination, as ./waybill doctor does, and takes up to"
                            + " two minutes. A tenant is not shown what concerns the platform's own cluster.")
            .answers(REPORT)
            .refuses(ProblemKind.NOT_FOUND);

    private final DoctorRuns doctor;
    private final Audited audited;
    private final OneAtATime bound = new OneAtATime(2, "check of an account");

    public RunDoctor(DoctorRuns doctor, Audited audited) {
        this.doctor = doctor;
        this.audited = audited;
    }

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        String tenant = call.get(Parameter.TENANT);
        Optional<String> export = call.text("export");
        Audited.Deed deed = new Audited.Deed("account_checked", CONTRACT.id(), tenant, export, Map.of());
        return audited.run(call.caller(), deed, () -> bound.run(() -> look(call.caller(), tenant, export)));
    }

    private Answer look(Caller caller, String tenant, Optional<String> export) {
        DoctorReport report = doctor.run(tenant, export);
        if (report.exports().isEmpty()) {
            throw ApiProblem.of(
                            ProblemKind.NOT_FOUND,
                            "no version rules an export of this name, or its spec cannot be read")
                    .asException();
        }
        return Answer.jsonText(DoctorJson.text(caller.isOperator() ? report : ofTenant(report)));
    }

    private static DoctorReport ofTenant(DoctorReport report) {
        return new DoctorReport(
                report.at(), report.exports().stream().map(Checkup::ofTenant).toList());
    }
}
