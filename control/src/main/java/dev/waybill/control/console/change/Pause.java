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

/** Holds back a tenant or an export. */
public final class Pause implements Operation {
    private final PauseOf what;
    private final ChangeCluster cluster;
    private final Audited audited;
    private final Contract contract;

    public Pause(PauseOf what, ChangeCluster cluster, Audited audited) {
        this.what = what;
        this.cluster = cluster;
        this.audited = audited;
        this.contract = Contract.post(
                        what.path() + "/pause",
                        "pause" + what.word(),
                        "Hold it back within seconds",
                        Audience.OPERATORS,
                        Schema.object(Member.of("why", SpecBody.WHY.describe("Others will wonder."))),
                        what.parameters())
                .describe("Rows go on being collected, so nothing is lost as long as retention holds what waits.")
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
                what.deeds("delivery_paused", contract.id(), call, why, cluster::catalog),
                () -> Answer.json(Map.of(
                        "lines",
                        cluster.pause(what.scope(call), call.caller().name(), why)
                                .lines())));
    }
}
