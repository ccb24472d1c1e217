package dev.waybill.control.console.replay;

import dev.waybill.app.replay.ReplayId;
import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Contract;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.ProblemKind;
import dev.waybill.control.replay.KnownReplay;
import dev.waybill.control.replay.ReplayDesk;
import java.util.Optional;

/** One replay. */
final class ReadReplay implements Operation {
    private static final Contract CONTRACT = Contract.get(
                    "/replays/{replay}",
                    "readReplay",
                    "One replay: how far it is, and what it leaves out",
                    Audience.OPERATORS,
                    ReplayOperations.REPLAY)
            .answers(ReplayView.SCHEMA)
            .refuses(ProblemKind.NOT_FOUND, ProblemKind.CONFLICT);

    private final Optional<ReplayDesk> desk;

    ReadReplay(Optional<ReplayDesk> desk) {
        this.desk = desk;
    }

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        return Answer.json(ReplayView.of(known(ReplayOperations.required(desk), call)));
    }

    /** The one that the path names. */
    static KnownReplay known(ReplayDesk desk, Call call) {
        return Optional.of(call.get(ReplayOperations.REPLAY))
                .filter(ReplayId::isValid)
                .map(ReplayId::new)
                .flatMap(desk::find)
                .orElseThrow(ReplayOperations::missing);
    }
}
