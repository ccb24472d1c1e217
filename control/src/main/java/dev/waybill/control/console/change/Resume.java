package dev.waybill.control.console.change;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Contract;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.ProblemKind;
import dev.waybill.control.console.http.Schema;
import dev.waybill.control.console.http.Schema.Member;
import java.util.Map;

/** Lets a tenant or an export go on. */
public final class Resume implements Operation {
    private final PauseOf what;
    private final ChangeCluster cluster;
    private final Audited audited;
    private final Contract contract;

    public Resume(PauseOf what, ChangeCluster cluster, Audited audited) {
        this.what = what;
        this.cluster = cluster;
        this.audited = audited;
        this.contract = Contract.post(
                        what.path() + "/resume",
                        "resume" + what.word(),
                        "Let it go on",
                        Audience.OPERATORS,
                        Schema.object(Member.optional("why", SpecBody.WHY)),
                        what.parameters())
                .describe("Ends its pause and that of everything in it. A pause of more stays, and is named.")
                .answers(PauseOf.ANSWER)
                .refuses(ProblemKind.NOT_FOUND);
    }

    @Override
    public Contract contract() {
        return contract;
    }

    @Override
    public Answer handle(Call call) {
        String why = call.text("why").orElse("");
        return audited.runAll(
                call.caller(),
                what.deeds("delivery_resumed", contract.id(), call, why, cluster::catalog),
                () -> Answer.json(Map.of(
                        "lines",
                        cluster.resume(what.scope(call), call.caller().name(), why)
                                .lines())));
    }
}
