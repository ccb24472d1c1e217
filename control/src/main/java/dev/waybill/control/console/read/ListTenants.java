package dev.waybill.control.console.read;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Contract;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.Paging;
import dev.waybill.control.console.http.Schema;
import dev.waybill.control.console.state.ConsoleState;
import dev.waybill.control.console.state.TenantLine;
import java.util.List;
import java.util.Optional;

/** The tenants that have exports. */
final class ListTenants implements Operation {
    private static final Contract CONTRACT = Contract.get(
                    "/tenants", "listTenants", "Tenants with the state of their exports", Audience.OPERATORS)
            .answers(Schema.page("tenants", TenantJson.SCHEMA))
            .paged();

    private final ConsoleState state;

    ListTenants(ConsoleState state) {
        this.state = state;
    }

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        int limit = call.get(Paging.LIMIT);
        String after = Paging.after(call, 1).map(texts -> texts.get(0)).orElse("");
        List<TenantLine> found = state.tenants(after, limit + 1);
        boolean more = found.size() > limit;
        List<TenantLine> page = more ? found.subList(0, limit) : found;
        return Answer.json(Paging.page(
                "tenants",
                page.stream().map(TenantJson::of).toList(),
                more ? Optional.of(Paging.cursor(List.of(page.get(limit - 1).tenant()))) : Optional.empty()));
    }
}
