package dev.waybill.control.console.http;

import dev.waybill.contract.YamlName;
import dev.waybill.control.console.access.Caller;
import dev.waybill.control.console.http.Schema.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whose the token is. */
final class WhoAmI implements Operation {
    private static final Contract CONTRACT = Contract.get(
                    "/me", "whoAmI", "Say whose the token is", Audience.EVERY_TOKEN)
            .answers(Schema.object(
                    Member.of("name", Schema.text()),
                    Member.of("role", Schema.oneOf(List.of("operator", "tenant"))),
                    Member.optional("tenant", Schema.text())));

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        Caller caller = call.caller();
        Map<String, Object> me = new LinkedHashMap<>();
        me.put("name", caller.name());
        me.put("role", YamlName.of(caller.role()));
        caller.tenant().ifPresent(tenant -> me.put("tenant", tenant));
        return Answer.json(me);
    }
}
