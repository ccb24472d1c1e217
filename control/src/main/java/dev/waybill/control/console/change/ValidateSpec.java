package dev.waybill.control.console.change;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Contract;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.ProblemKind;
import dev.waybill.control.console.http.Schema;
import dev.waybill.control.console.http.Schema.Member;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.util.List;
import java.util.Map;

/** What is wrong with a draft. */
public final class ValidateSpec implements Operation {
    private static final Schema PROBLEM = Schema.object(
            Member.of("line", Schema.count().describe("From 1; 0 where it is unknown.")),
            Member.of("column", Schema.count()),
            Member.of("path", Schema.text()),
            Member.of("text", Schema.text()));
    private static final Contract CONTRACT = Contract.post(
                    "/tenants/{tenant}/validate",
                    "validateSpec",
                    "Say what is wrong with a draft",
                    Audience.OWN_TENANT,
                    SpecBody.draftSchema(),
                    Parameter.TENANT)
            .describe("Changes nothing. A tenant's token may ask it where the operator lets tenants change specs.")
            .answers(Schema.object(Member.of("problems", Schema.list(PROBLEM))))
            .refuses(ProblemKind.FORBIDDEN, ProblemKind.CONFLICT);

    private final SpecChanges changes;

    public ValidateSpec(SpecChanges changes) {
        this.changes = changes;
    }

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        try {
            changes.check(call.caller(), SpecBody.of(call));
            return Answer.json(Map.of("problems", List.of()));
        } catch (SpecException e) {
            return Answer.json(Map.of(
                    "problems", e.problems().stream().map(ValidateSpec::tree).toList()));
        }
    }

    private static Map<String, Object> tree(Problem problem) {
        return Map.of(
                "line", problem.place().line(),
                "column", problem.place().column(),
                "path", problem.place().path(),
                "text", problem.text());
    }
}
