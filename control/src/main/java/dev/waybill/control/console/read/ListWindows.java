package dev.waybill.control.console.read;

import dev.waybill.contract.ExportId;
import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.ApiProblem;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Contract;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.Paging;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.ProblemKind;
import dev.waybill.control.console.http.Schema;
import dev.waybill.control.console.http.Schema.Member;
import dev.waybill.control.console.state.ConsoleState;
import dev.waybill.control.console.state.WindowPage;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The windows of an export, by their starts. */
final class ListWindows implements Operation {
    private static final Parameter<Instant> FROM =
            Parameter.instant("from", "Windows that start then or later; else all that are known.");
    private static final Parameter<Instant> TO =
            Parameter.instant("to", "Windows that start before; else all that have begun.");

    private static final Contract CONTRACT = Contract.get(
                    "/tenants/{tenant}/exports/{export}/windows",
                    "listWindows",
                    "The windows of an export",
                    Audience.OWN_TENANT,
                    Parameter.TENANT,
                    Parameter.EXPORT,
                    FROM,
                    TO)
            .describe("What was said in the last 30 days is known.")
            .answers(Schema.object(
                    Member.of("windows", Schema.list(WindowJson.SCHEMA)),
                    Member.optional(
                            "known-from",
                            Schema.instant().describe("What starts before is not known whole, or not at all.")),
                    Member.optional("next", Schema.text().describe("What to send as cursor for the next page."))))
            .paged()
            .refuses(ProblemKind.NOT_FOUND);

    private final ConsoleState state;
    private final Clock clock;

    ListWindows(ConsoleState state, Clock clock) {
        this.state = state;
        this.clock = clock;
    }

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        ExportId id = new ExportId(call.get(Parameter.TENANT), call.get(Parameter.EXPORT));
        Instant from = after(call).or(() -> call.find(FROM)).orElse(Instant.EPOCH);
        Instant to = call.find(TO).orElseGet(clock::instant);
        WindowPage page = state.windows(id, from, to, call.get(Paging.LIMIT)).orElseThrow(() -> Missing.export(id));
        Map<String, Object> json = Paging.page(
                "windows",
                page.windows().stream().map(WindowJson::of).toList(),
                page.next().map(start -> Paging.cursor(List.of(start.toString()))));
        page.knownFrom().ifPresent(known -> json.put("known-from", known.toString()));
        return Answer.json(json);
    }

    private static Optional<Instant> after(Call call) {
        try {
            return Paging.after(call, 1).map(texts -> FROM.parse(texts.get(0)));
        } catch (IllegalArgumentException e) {
            throw ApiProblem.of(
                            ProblemKind.INVALID_PARAMETER,
                            "cursor is none of this list's; send the member next of the page before, or none")
                    .with("parameter", Paging.CURSOR.name())
                    .asException();
        }
    }
}
