package dev.waybill.control.console.page;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Endpoint;
import dev.waybill.control.console.http.Page;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.ProblemException;
import dev.waybill.control.console.http.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Applies a draft whose plan was looked at. What is refused, or was overtaken, is shown as a plan again. */
final class ApplyPage implements Page {
    private static final Endpoint ENDPOINT =
            new Endpoint(Verb.POST, "/tenants/{tenant}/apply", Audience.OWN_TENANT, List.of(Parameter.TENANT));

    private final PageApi api;

    ApplyPage(PageApi api) {
        this.api = api;
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Override
    public Answer handle(Call call) {
        SpecForm form = SpecForm.of(call);
        return Editor.orEditAgain(call, form, () -> apply(call, form));
    }

    private Answer apply(Call call, SpecForm form) {
        Map<String, String> path = Map.of(Parameter.TENANT.name(), call.get(Parameter.TENANT));
        try {
            return Editor.plan(call, form, api.ask(call, "applySpec", path, form.apply()), Optional.empty());
        } catch (ProblemException e) {
            Optional<Json> plan = Json.of(e.problem().more()).findAt("plan");
            return Editor.plan(call, form, plan.orElseThrow(() -> e), Optional.of(e.problem()))
                    .status(e.problem().kind().status());
        }
    }
}
