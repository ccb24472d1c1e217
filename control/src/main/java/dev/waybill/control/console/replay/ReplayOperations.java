package dev.waybill.control.console.replay;

import dev.waybill.control.console.change.Audited;
import dev.waybill.control.console.http.ApiProblem;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.ProblemException;
import dev.waybill.control.console.http.ProblemKind;
import dev.waybill.control.replay.ReplayDesk;
import java.util.List;
import java.util.Optional;

/** The operations of replays. */
public final class ReplayOperations {
    static final Parameter<String> REPLAY =
            Parameter.id("replay", "The replay's id.").inPath();

    private ReplayOperations() {}

    /** @param desk empty where the console does no replays: then each operation says what to set */
    public static List<Operation> all(Optional<ReplayDesk> desk, Audited audited) {
        return List.of(
                new PlanReplay(desk),
                new StartReplay(desk, audited),
                new ListReplays(desk),
                new ReadReplay(desk),
                new ActOnReplay(ReplayAct.RESUME, desk, audited),
                new ActOnReplay(ReplayAct.STOP, desk, audited),
                new ActOnReplay(ReplayAct.FORGET, desk, audited));
    }

    /** @throws ProblemException if there is none */
    static ReplayDesk required(Optional<ReplayDesk> desk) {
        return desk.orElseThrow(() -> ApiProblem.of(
                        ProblemKind.CONFLICT,
                        "this console does no replays: start it with --replay-state FOLDER and the configuration of the"
                                + " application, or run ./waybill replay")
                .asException());
    }

    static ProblemException missing() {
        return ApiProblem.of(ProblemKind.NOT_FOUND, "there is no replay of this id that has begun and is not done")
                .asException();
    }
}
