package dev.waybill.control.console.change;

import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.control.apply.ApplyState;
import dev.waybill.control.console.access.Caller;
import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.ApiProblem;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Contract;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.ProblemKind;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Applies a draft that was planned. */
public final class ApplySpec implements Operation {
    private static final Contract CONTRACT = Contract.post(
                    "/tenants/{tenant}/apply",
                    "applySpec",
                    "Apply a draft that was planned",
                    Audience.OWN_TENANT,
                    SpecBody.applySchema(),
                    Parameter.TENANT)
            .describe(
                    "Makes topics and writes the catalog, as ./waybill apply --only does. Refused with the new plan if"
                            + " somebody has changed the tenant or the settings since the plan was made. Connectors and rights on"
                            + " the cluster are made by ./waybill apply --connect --acls.")
            .answers(PlanView.SCHEMA)
            .refuses(
                    ProblemKind.FORBIDDEN,
                    ProblemKind.CONFLICT,
                    ProblemKind.INVALID_SPEC,
                    ProblemKind.REFUSED,
                    ProblemKind.OVERTAKEN);

    private final SpecChanges changes;
    private final Audited audited;

    public ApplySpec(SpecChanges changes, Audited audited) {
        this.changes = changes;
        this.audited = audited;
    }

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        SpecBody body = SpecBody.of(call);
        Caller caller = call.caller();
        Map<String, String> facts = new TreeMap<>(Map.of("why", body.why()));
        if (!body.allowed().isEmpty()) {
            facts.put(
                    "allowed", body.allowed().stream().map(GuardRule::allowName).collect(Collectors.joining(", ")));
        }
        Audited.Deed deed = new Audited.Deed(
                "export_specs_applied", CONTRACT.id(), body.draft().tenant(), Optional.empty(), facts);
        return audited.run(
                caller, deed, () -> apply(caller, body, call.text("basis").orElse("")));
    }

    private Answer apply(Caller caller, SpecBody body, String basis) {
        SpecChanges.Planned planned = changes.apply(caller, body, basis);
        Map<String, Object> view = PlanView.of(planned, caller, body.draft().tenant());
        ApplyState state = planned.result().state();
        if (state == ApplyState.APPLIED || state == ApplyState.NOTHING_TO_DO) {
            return Answer.json(view);
        }
        if (planned.basis().equals(basis) && state == ApplyState.REFUSED) {
            throw ApiProblem.of(ProblemKind.REFUSED, "see refusals and problems in the member plan")
                    .with("plan", view)
                    .asException();
        }
        throw ApiProblem.of(
                        ProblemKind.OVERTAKEN,
                        "nothing was written; look at the new plan in the member plan, and apply that")
                .with("plan", view)
                .asException();
    }
}
