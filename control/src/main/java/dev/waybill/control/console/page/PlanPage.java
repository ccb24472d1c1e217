package dev.waybill.control.console.page;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Endpoint;
import dev.waybill.control.console.http.Page;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What applying a draft would change, with the form that applies it. */
final class PlanPage implements Page {
    private static final Endpoint ENDPOINT =
            new Endpoint(Verb.POST, "/tenants/{tenant}/plan", Audience.OWN_TENANT, List.of(Parameter.TENANT));

    private final PageApi api;

    PlanPage(PageApi api) {
        this.api = api;
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Override
    public Answer handle(Call call) {
        SpecForm form = SpecForm.of(call);
        Map<String, String> path = Map.of(Parameter.TENANT.name(), call.get(Parameter.TENANT));
        return Editor.orEditAgain(
                call,
                form,
                () -> Editor.plan(call, form, api.ask(call, "planSpec", path, form.plan()), Optional.empty()));
    }
}
