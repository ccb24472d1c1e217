package dev.waybill.control.console.page;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Endpoint;
import dev.waybill.control.console.http.Page;
import dev.waybill.control.console.http.Paging;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.Verb;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tenant's own page: its exports, and what it does until the first file is there. */
final class TenantPage implements Page {
    private static final Endpoint ENDPOINT =
            new Endpoint(Verb.GET, "/tenants/{tenant}", Audience.OWN_TENANT, List.of(Parameter.TENANT, Paging.CURSOR));

    private final PageApi api;

    TenantPage(PageApi api) {
        this.api = api;
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Override
    public Answer handle(Call call) {
        String tenant = call.get(Parameter.TENANT);
        Map<String, String> path = Map.of(Parameter.TENANT.name(), tenant);
        Map<String, String> list = new HashMap<>(path);
        list.put("limit", "50");
        call.find(Paging.CURSOR).ifPresent(cursor -> list.put(Paging.CURSOR.name(), cursor));
        Json exports = api.read(call, "listExports", list);
        return Templates.page(
                "tenant.jte",
                Map.of(
                        "frame", PageFrame.of(call, "Tenant " + tenant, Link.TENANTS),
                        "tenant", api.read(call, "readTenant", path),
                        "exports", exports,
                        "doctor", doctor(call, exports, path),
                        "documents", api.find(call, "readIamDocuments", path)));
    }

    /** What the doctor found last of exports, by their ids; those that it has not looked at are not there. */
    private Map<String, DoctorWord> doctor(Call call, Json exports, Map<String, String> path) {
        Map<String, DoctorWord> found = new HashMap<>();
        for (Json export : exports.list("exports")) {
            Map<String, String> one = new HashMap<>(path);
            one.put(Parameter.EXPORT.name(), export.text("export"));
            api.find(call, "readDoctor", one)
                    .ifPresent(report -> found.put(export.text("export"), DoctorWord.of(report)));
        }
        return found;
    }
}
