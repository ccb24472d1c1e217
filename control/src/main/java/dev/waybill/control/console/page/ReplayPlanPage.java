package dev.waybill.control.console.page;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.ApiProblem;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Endpoint;
import dev.waybill.control.console.http.Page;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.ProblemException;
import dev.waybill.control.console.http.ProblemKind;
import dev.waybill.control.console.http.Verb;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What a replay would do, with the form that starts it. */
final class ReplayPlanPage implements Page {
    private static final Endpoint ENDPOINT = new Endpoint(
            Verb.POST,
            "/exports/{tenant}/{export}/replay-plan",
            Audience.OPERATORS,
            List.of(Parameter.TENANT, Parameter.EXPORT));

    /** What is shown over the form, with all that was typed. */
    private static final Set<ProblemKind> SHOWN =
            EnumSet.of(ProblemKind.INVALID_BODY, ProblemKind.INVALID_SPEC, ProblemKind.REFUSED, ProblemKind.CONFLICT);

    private final PageApi api;

    ReplayPlanPage(PageApi api) {
        this.api = api;
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Override
    public Answer handle(Call call) {
        ReplayForm form = ReplayForm.of(call);
        return orFormAgain(
                call,
                form,
                () -> show(
                        call,
                        form,
                        Optional.of(api.ask(call, "planReplay", path(call), form.body())),
                        Optional.empty()));
    }

    static Map<String, String> path(Call call) {
        return Map.of(
                Parameter.TENANT.name(),
                call.get(Parameter.TENANT),
                Parameter.EXPORT.name(),
                call.get(Parameter.EXPORT));
    }

    static Answer orFormAgain(Call call, ReplayForm form, Supplier<Answer> work) {
        try {
            return work.get();
        } catch (ProblemException e) {
            ApiProblem problem = e.problem();
            if (!SHOWN.contains(problem.kind())) {
                throw e;
            }
            return show(call, form, Optional.empty(), Optional.of(problem))
                    .status(problem.kind().status());
        }
    }

    private static Answer show(Call call, ReplayForm form, Optional<Json> plan, Optional<ApiProblem> problem) {
        String tenant = call.get(Parameter.TENANT);
        String export = call.get(Parameter.EXPORT);
        return Templates.page(
                "replay-plan.jte",
                Map.of(
                        "frame",
                        PageFrame.of(
                                call,
                                "Deliver windows of " + tenant + "/" + export + " again",
                                Link.EXPORTS,
                                Link.tenant(tenant),
                                Link.export(tenant, export)),
                        "path",
                        Link.export(tenant, export).href(),
                        "form",
                        form,
                        "plan",
                        plan,
                        "problem",
                        problem,
                        "problems",
                        problem.map(one -> Json.of(one.more()).findList("problems"))
                                .orElse(List.of())));
    }
}
