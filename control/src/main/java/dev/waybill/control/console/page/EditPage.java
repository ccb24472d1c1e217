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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tenant's file in an editor. Who may not change it reads it, and is told so before it types. */
final class EditPage implements Page {
    private static final Endpoint ENDPOINT =
            new Endpoint(Verb.GET, "/tenants/{tenant}/edit", Audience.OWN_TENANT, List.of(Parameter.TENANT));

    private final PageApi api;

    EditPage(PageApi api) {
        this.api = api;
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Override
    public Answer handle(Call call) {
        Map<String, String> path = Map.of(Parameter.TENANT.name(), call.get(Parameter.TENANT));
        Json spec = api.read(call, "readSpec", path);
        SpecForm form = SpecForm.unchanged(spec.text("yaml"));
        Optional<ApiProblem> refusal = refusal(call, path, form);
        return Editor.edit(
                call,
                form,
                refusal.isPresent() ? Editor.Mode.READ_ONLY : Editor.Mode.CHANGE,
                spec.texts("left-out"),
                refusal);
    }

    private Optional<ApiProblem> refusal(Call call, Map<String, String> path, SpecForm form) {
        try {
            api.ask(call, "validateSpec", path, form.draft());
            return Optional.empty();
        } catch (ProblemException e) {
            if (e.problem().kind() == ProblemKind.FORBIDDEN || e.problem().kind() == ProblemKind.CONFLICT) {
                return Optional.of(e.problem());
            }
            throw e;
        }
    }
}
