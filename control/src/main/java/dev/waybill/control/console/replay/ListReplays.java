package dev.waybill.control.console.replay;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Contract;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.ProblemKind;
import dev.waybill.control.console.http.Schema;
import dev.waybill.control.console.http.Schema.Member;
import dev.waybill.control.replay.ReplayDesk;
import java.util.Map;
import java.util.Optional;

/** All replays that are known. */
final class ListReplays implements Operation {
    private static final Contract CONTRACT = Contract.get(
                    "/replays",
                    "listReplays",
                    "Replays: the last ones of this console, and all that have begun anywhere and are not done",
                    Audience.OPERATORS)
            .describe("A console that was started again names those here that it has left unfinished.")
            .answers(Schema.object(Member.of("replays", Schema.list(ReplayView.SCHEMA))))
            .refuses(ProblemKind.CONFLICT);

    private final Optional<ReplayDesk> desk;

    ListReplays(Optional<ReplayDesk> desk) {
        this.desk = desk;
    }

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        return Answer.json(Map.of(
                "replays",
                ReplayOperations.required(desk).known().stream()
                        .map(ReplayView::of)
                        .toList()));
    }
}
