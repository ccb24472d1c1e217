package dev.waybill.control.console.replay;

import dev.waybill.app.replay.ReplayId;
import dev.waybill.app.replay.ReplayRefusedException;
import dev.waybill.app.replay.ReplayRequest;
import dev.waybill.control.console.change.Audited;
import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.ApiProblem;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Contract;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.ProblemKind;
import dev.waybill.control.replay.ReplayDesk;
import dev.waybill.control.replay.ReplayTakenException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Begins a replay of an export, or goes on with it. */
final class StartReplay implements Operation {
    private static final Contract CONTRACT = Contract.post(
                    "/tenants/{tenant}/exports/{export}/replays",
                    "startReplay",
                    "Deliver windows of an export again",
                    Audience.OPERATORS,
                    ReplayBody.SCHEMA,
                    Parameter.TENANT,
                    Parameter.EXPORT)
            .describe(
                    "Answers when it has begun, which takes up to a minute; it is then done in the console's process, as"
                            + " ./waybill replay does it. One is done at a time. Asked for again it goes on where it was.")
            .answers(ReplayView.SCHEMA)
            .refuses(ProblemKind.CONFLICT, ProblemKind.INVALID_SPEC, ProblemKind.REFUSED);

    private final Optional<ReplayDesk> desk;
    private final Audited audited;

    StartReplay(Optional<ReplayDesk> desk, Audited audited) {
        this.desk = desk;
        this.audited = audited;
    }

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        ReplayDesk open = ReplayOperations.required(desk);
        ReplayBody body = ReplayBody.of(call);
        return audited.run(
                call.caller(),
                deed("replay_started", CONTRACT.id(), body.request(), body.id()),
                () -> desked(() -> Answer.json(ReplayView.of(open.start(body.request(), body.id())))));
    }

    static Audited.Deed deed(String type, String operation, ReplayRequest request, Optional<ReplayId> id) {
        Map<String, String> facts = new TreeMap<>();
        id.ifPresent(text -> facts.put("replay", text.text()));
        facts.put("from", request.from().toString());
        facts.put("to", request.to().toString());
        facts.put("under", request.versions().word());
        facts.put("place", ReplayView.word(request.place()));
        return new Audited.Deed(type, operation, request.tenant(), request.export(), facts);
    }

    /** What the desk refuses, as problems. */
    static Answer desked(Supplier<Answer> work) {
        try {
            return work.get();
        } catch (ReplayTakenException e) {
            throw ApiProblem.of(ProblemKind.CONFLICT, String.valueOf(e.getMessage()))
                    .asException();
        } catch (ReplayRefusedException e) {
            throw ApiProblem.of(ProblemKind.REFUSED, String.valueOf(e.getMessage()))
                    .asException();
        }
    }
}
