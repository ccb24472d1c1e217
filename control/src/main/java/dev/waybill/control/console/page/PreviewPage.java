package dev.waybill.control.console.page;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Endpoint;
import dev.waybill.control.console.http.Page;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.Verb;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What exports would deliver of recent events: as they are, or, with a draft's text, as it would have them. */
final class PreviewPage implements Page {
    private static final Endpoint ENDPOINT =
            new Endpoint(Verb.POST, "/tenants/{tenant}/preview", Audience.OWN_TENANT, List.of(Parameter.TENANT));

    private final PageApi api;

    PreviewPage(PageApi api) {
        this.api = api;
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Override
    public Answer handle(Call call) {
        String tenant = call.get(Parameter.TENANT);
        Map<String, Object> body = new HashMap<>(FormField.EXPORT.member(call));
        String draft = SpecForm.of(call).yaml();
        if (!draft.isBlank()) {
            body.put("yaml", draft);
        }
        return Templates.page(
                "preview.jte",
                Map.of(
                        "frame", PageFrame.of(call, "Preview of " + tenant, Link.TENANTS, Link.tenant(tenant)),
                        "draft", !draft.isBlank(),
                        "report", api.ask(call, "runPreview", Map.of(Parameter.TENANT.name(), tenant), body)));
    }
}
