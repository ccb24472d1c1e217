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
        return Templates.page(
                "tenant.jte",
                Map.of(
                        "frame", PageFrame.of(call, "Tenant " + tenant, Link.TENANTS),
                        "tenant", api.read(call, "readTenant", path),
                        "exports", api.read(call, "listExports", list),
                        "documents", api.find(call, "readIamDocuments", path)));
    }
}
