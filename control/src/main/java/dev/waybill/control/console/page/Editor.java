package dev.waybill.control.console.page;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.ApiProblem;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.ProblemException;
import dev.waybill.control.console.http.ProblemKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Shows a draft in the editor, and a plan of it. */
final class Editor {
    /** Whether the reader may change what it sees. */
    enum Mode {
        CHANGE,
        READ_ONLY
    }

    private Editor() {}

    /** @param problem with the draft, if there is one */
    static Answer edit(Call call, SpecForm form, Mode mode, List<String> leftOut, Optional<ApiProblem> problem) {
        String tenant = call.get(Parameter.TENANT);
        return Templates.page(
                "edit.jte",
                Map.of(
                        "frame",
                        PageFrame.of(call, "Change " + tenant, Link.TENANTS, Link.tenant(tenant)),
                        "tenant",
                        tenant,
                        "form",
                        form,
                        "readOnly",
                        mode == Mode.READ_ONLY,
                        "leftOut",
                        leftOut,
                        "problem",
                        problem,
                        "problems",
                        problem.map(one -> Json.of(one.more()).findList("problems"))
                                .orElse(List.of())));
    }

    /** @param notice why the plan is shown again, if it is */
    static Answer plan(Call call, SpecForm form, Json plan, Optional<ApiProblem> notice) {
        String tenant = call.get(Parameter.TENANT);
        return Templates.page(
                "plan.jte",
                Map.of(
                        "frame", PageFrame.of(call, "Plan for " + tenant, Link.TENANTS, Link.tenant(tenant)),
                        "tenant", tenant,
                        "form", form,
                        "plan", plan,
                        "notice", notice));
    }

    /** A draft with problems goes back to the editor, with all that was typed. */
    static Answer orEditAgain(Call call, SpecForm form, Supplier<Answer> work) {
        try {
            return work.get();
        } catch (ProblemException e) {
            ApiProblem problem = e.problem();
            if (problem.kind() == ProblemKind.INVALID_SPEC || problem.kind() == ProblemKind.INVALID_BODY) {
                return edit(call, form, Mode.CHANGE, List.of(), Optional.of(problem))
                        .status(problem.kind().status());
            }
            throw e;
        }
    }
}
