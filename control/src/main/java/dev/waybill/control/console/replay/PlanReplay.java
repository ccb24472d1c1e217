package dev.waybill.control.console.replay;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Contract;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.ProblemKind;
import dev.waybill.control.replay.ReplayDesk;
import java.util.Optional;

/** Says what a replay would do. */
final class PlanReplay implements Operation {
    private static final Contract CONTRACT = Contract.post(
                    "/tenants/{tenant}/exports/{export}/replays/plan",
                    "planReplay",
                    "What delivering windows of an export again would do; changes nothing",
                    Audience.OPERATORS,
                    ReplayBody.SCHEMA,
                    Parameter.TENANT,
                    Parameter.EXPORT)
            .describe("Takes up to a minute. Of one that has begun it says what that does.")
            .answers(ReplayView.PLAN)
            .refuses(ProblemKind.CONFLICT, ProblemKind.INVALID_SPEC, ProblemKind.REFUSED);

    private final Optional<ReplayDesk> desk;

    PlanReplay(Optional<ReplayDesk> desk) {
        this.desk = desk;
    }

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        ReplayDesk open = ReplayOperations.required(desk);
        ReplayBody body = ReplayBody.of(call);
        return StartReplay.desked(() -> Answer.json(ReplayView.plan(open.plan(body.request(), body.id()))));
    }
}
