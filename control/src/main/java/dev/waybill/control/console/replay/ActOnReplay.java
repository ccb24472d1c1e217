package dev.waybill.control.console.replay;

import dev.waybill.app.replay.ReplayId;
import dev.waybill.control.console.change.Audited;
import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Contract;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.ProblemKind;
import dev.waybill.control.console.http.Schema;
import dev.waybill.control.replay.KnownReplay;
import dev.waybill.control.replay.ReplayDesk;
import java.util.Optional;

/** Goes on with a replay, stops it, or forgets it. */
final class ActOnReplay implements Operation {
    private final ReplayAct act;
    private final Optional<ReplayDesk> desk;
    private final Audited audited;
    private final Contract contract;

    ActOnReplay(ReplayAct act, Optional<ReplayDesk> desk, Audited audited) {
        this.act = act;
        this.desk = desk;
        this.audited = audited;
        this.contract = Contract.post(
                        "/replays/{replay}/" + act.word(),
                        act.word() + "Replay",
                        act.summary(),
                        Audience.OPERATORS,
                        Schema.object(),
                        ReplayOperations.REPLAY)
                .answers(ReplayView.SCHEMA)
                .refuses(ProblemKind.NOT_FOUND, ProblemKind.CONFLICT, ProblemKind.INVALID_SPEC, ProblemKind.REFUSED);
    }

    @Override
    public Contract contract() {
        return contract;
    }

    @Override
    public Answer handle(Call call) {
        ReplayDesk open = ReplayOperations.required(desk);
        KnownReplay known = ReadReplay.known(open, call);
        ReplayId id = known.id();
        return audited.run(
                call.caller(),
                StartReplay.deed(act.event(), contract.id(), known.request(), Optional.of(id)),
                () -> StartReplay.desked(
                        () -> Answer.json(ReplayView.of(act.on(open, id).orElseThrow(ReplayOperations::missing)))));
    }
}
