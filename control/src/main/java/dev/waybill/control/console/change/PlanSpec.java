package dev.waybill.control.console.change;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Contract;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.ProblemKind;

/** What applying a draft would change. */
public final class PlanSpec implements Operation {
    private static final Contract CONTRACT = Contract.post(
                    "/tenants/{tenant}/plan",
                    "planSpec",
                    "Show what applying a draft would change",
                    Audience.OWN_TENANT,
                    SpecBody.planSchema(),
                    Parameter.TENANT)
            .describe("Changes nothing. What the guard refuses stands in the plan.")
            .answers(PlanView.SCHEMA)
            .refuses(ProblemKind.FORBIDDEN, ProblemKind.CONFLICT, ProblemKind.INVALID_SPEC);

    private final SpecChanges changes;

    public PlanSpec(SpecChanges changes) {
        this.changes = changes;
    }

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        SpecChanges.Planned planned = changes.plan(call.caller(), SpecBody.of(call));
        return Answer.json(PlanView.of(planned, call.caller(), call.get(Parameter.TENANT)));
    }
}
