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

/** What the doctor finds in a tenant's account. */
final class DoctorPage implements Page {
    private static final Endpoint ENDPOINT =
            new Endpoint(Verb.POST, "/tenants/{tenant}/doctor", Audience.OWN_TENANT, List.of(Parameter.TENANT));

    private final PageApi api;

    DoctorPage(PageApi api) {
        this.api = api;
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Override
    public Answer handle(Call call) {
        String tenant = call.get(Parameter.TENANT);
        Json report =
                api.ask(call, "runDoctor", Map.of(Parameter.TENANT.name(), tenant), FormField.EXPORT.member(call));
        return Templates.page(
                "doctor.jte",
                Map.of(
                        "frame",
                        PageFrame.of(call, "Doctor of " + tenant, Link.TENANTS, Link.tenant(tenant)),
                        "report",
                        report));
    }
}
