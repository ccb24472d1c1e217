package dev.waybill.control.console.page;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Endpoint;
import dev.waybill.control.console.http.Page;
import dev.waybill.control.console.http.Paging;
import dev.waybill.control.console.http.Verb;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All tenants, for operators. */
final class TenantsPage implements Page {
    private static final Endpoint ENDPOINT =
            new Endpoint(Verb.GET, "/tenants", Audience.OPERATORS, List.of(Paging.CURSOR));

    private final PageApi api;

    TenantsPage(PageApi api) {
        this.api = api;
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Override
    public Answer handle(Call call) {
        Map<String, String> values = new HashMap<>(Map.of("limit", "50"));
        call.find(Paging.CURSOR).ifPresent(cursor -> values.put(Paging.CURSOR.name(), cursor));
        return Templates.page(
                "tenants.jte",
                Map.of(
                        "frame", PageFrame.of(call, "Tenants", Link.EXPORTS),
                        "tenants", api.read(call, "listTenants", values)));
    }
}
