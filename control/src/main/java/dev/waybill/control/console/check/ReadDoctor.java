package dev.waybill.control.console.check;

import dev.waybill.contract.ExportId;
import dev.waybill.control.console.checkup.Checkup;
import dev.waybill.control.console.checkup.Told;
import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.ApiProblem;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Contract;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.ProblemKind;
import java.util.Optional;
import java.util.function.Function;

/** What the doctor found of an export when it looked last. */
public final class ReadDoctor implements Operation {
    private static final Contract CONTRACT = Contract.get(
                    "/tenants/{tenant}/exports/{export}/doctor",
                    "readDoctor",
                    "What the doctor found of an export when it looked last",
                    Audience.OWN_TENANT,
                    Parameter.TENANT,
                    Parameter.EXPORT)
            .describe(
                    "By its schedule, or because somebody asked for it. A tenant is not shown what concerns the platform's"
                            + " own cluster.")
            .answers(RunDoctor.REPORT)
            .refuses(ProblemKind.NOT_FOUND);

    private final Function<ExportId, Optional<Checkup>> checkups;

    public ReadDoctor(Function<ExportId, Optional<Checkup>> checkups) {
        this.checkups = checkups;
    }

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        ExportId id = new ExportId(call.get(Parameter.TENANT), call.get(Parameter.EXPORT));
        Checkup checkup = checkups.apply(id)
                .orElseThrow(() -> ApiProblem.of(
                                ProblemKind.NOT_FOUND,
                                "there is no such export to S3, or this console has not looked at it since it began, or"
                                        + " since the export goes where it does; runDoctor looks now")
                        .asException());
        Told told = call.caller().isOperator() ? checkup.operators() : checkup.tenant();
        return Answer.jsonText(told.json().text());
    }
}
