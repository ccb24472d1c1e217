package dev.waybill.control.console.read;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Contract;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.ProblemKind;
import dev.waybill.control.console.state.ConsoleState;

/** One tenant. */
final class ReadTenant implements Operation {
    private static final Contract CONTRACT = Contract.get(
                    "/tenants/{tenant}", "readTenant", "One tenant", Audience.OWN_TENANT, Parameter.TENANT)
            .answers(TenantJson.SCHEMA)
            .refuses(ProblemKind.NOT_FOUND);

    private final ConsoleState state;

    ReadTenant(ConsoleState state) {
        this.state = state;
    }

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        String id = call.get(Parameter.TENANT);
        return Answer.json(TenantJson.of(state.tenant(id).orElseThrow(() -> Missing.tenant(id))));
    }
}
