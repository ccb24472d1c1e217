package dev.waybill.control.console.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An operation that answers with what it was asked, and counts. */
final class Echo implements Operation {
    static final Parameter<Integer> DAYS =
            Parameter.number("days", 1, 30, "How many days.").orElse(7);
    static final Parameter<String> SEARCH = Parameter.text("search", 20, "What to look for.");
    static final Schema ANSWER = Schema.object(
                    Schema.Member.of("by", Schema.text()),
                    Schema.Member.optional("tenant", Schema.text()),
                    Schema.Member.optional("days", Schema.number(1, 30)),
                    Schema.Member.optional("search", Schema.text()),
                    Schema.Member.optional("name", Schema.text()))
            .named("Echo");

    final AtomicInteger asked = new AtomicInteger();
    private final Contract contract;
    private final Function<Call, Answer> answer;

    private Echo(Contract contract, Function<Call, Answer> answer) {
        this.contract = contract;
        this.answer = answer;
    }

    static Echo of(Contract contract) {
        return new Echo(contract.answers(ANSWER), Echo::echo);
    }

    /** One that answers otherwise. */
    static Echo of(Contract contract, Function<Call, Answer> answer) {
        return new Echo(contract, answer);
    }

    static Echo forTenant() {
        return of(Contract.get(
                "/tenants/{tenant}/echo",
                "tenantEcho",
                "Says what it was asked",
                Audience.OWN_TENANT,
                Parameter.TENANT,
                DAYS,
                SEARCH));
    }

    static Echo forOperators() {
        return of(Contract.get("/echo", "echo", "Says what it was asked", Audience.OPERATORS, DAYS));
    }

    static Echo change() {
        return of(Contract.post(
                "/tenants/{tenant}/rename",
                "rename",
                "Changes nothing",
                Audience.OWN_TENANT,
                Schema.object(Schema.Member.of("name", Schema.text(10))),
                Parameter.TENANT));
    }

    @Override
    public Contract contract() {
        return contract;
    }

    @Override
    public Answer handle(Call call) {
        asked.incrementAndGet();
        return answer.apply(call);
    }

    private static Answer echo(Call call) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("by", call.knownCaller().map(caller -> caller.name()).orElse("nobody"));
        Optional.of(call).flatMap(any -> any.find(Parameter.TENANT)).ifPresent(tenant -> said.put("tenant", tenant));
        call.find(DAYS).ifPresent(days -> said.put("days", days));
        call.find(SEARCH).ifPresent(search -> said.put("search", search));
        call.text("name").ifPresent(name -> said.put("name", name));
        return Answer.json(said);
    }
}
