package dev.waybill.control.console.read;

import dev.waybill.contract.ExportId;
import dev.waybill.control.console.access.Caller;
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
import dev.waybill.control.console.state.Attention;
import dev.waybill.control.console.state.ConsoleState;
import dev.waybill.control.console.state.ExportPage;
import dev.waybill.control.console.state.ExportQuery;
import dev.waybill.control.console.state.ExportSort;
import dev.waybill.control.console.state.UnknownExportException;
import dev.waybill.control.status.ExportState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Exports with their states: searched, filtered, sorted. */
final class ListExports implements Operation {
    private static final int MAX_TEXT = 200;

    private static final Parameter<String> TENANT = Parameter.id("tenant", "Of this tenant only.");
    private static final Parameter<String> TEXT =
            Parameter.text("text", MAX_TEXT, "That stands in tenant/export or in the destination, in whatever case.");
    private static final Parameter<List<ExportState>> STATES =
            Parameter.choices("state", ExportState.class, "In one of these states only.");
    private static final Parameter<Attention> ATTENTION = Parameter.choice(
                    "attention", Attention.class, "needed: only those that need somebody.")
            .orElse(Attention.ALL);
    private static final Parameter<ExportSort> SORT =
            Parameter.choice("sort", ExportSort.class, "In this order.").orElse(ExportSort.NAME);

    private static final Contract CONTRACT = Contract.get(
                    "/exports",
                    "listExports",
                    "Exports with their states",
                    Audience.EVERY_TOKEN,
                    TENANT,
                    TEXT,
                    STATES,
                    ATTENTION,
                    SORT)
            .describe("Lists are a few seconds old. Tenants see their own exports.")
            .answers(Schema.object(
                    Member.of("exports", Schema.list(ExportJson.SCHEMA)),
                    Member.of("matching", Schema.count().describe("How many there are on all pages.")),
                    Member.optional("next", Schema.text().describe("What to send as cursor for the next page."))))
            .paged()
            .refuses(ProblemKind.FORBIDDEN);

    private final ConsoleState state;

    ListExports(ConsoleState state) {
        this.state = state;
    }

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        Caller caller = call.caller();
        Optional<String> tenant = call.find(TENANT).or(caller::tenant);
        if (tenant.filter(id -> !caller.sees(id)).isPresent()) {
            throw ApiProblem.of(ProblemKind.FORBIDDEN, "the token is another tenant's")
                    .asException();
        }
        ExportPage page = page(new ExportQuery(
                tenant,
                call.find(TEXT).orElse(""),
                call.find(STATES).map(Set::copyOf).orElse(Set.of()),
                call.get(ATTENTION),
                call.get(SORT),
                after(call),
                call.get(Paging.LIMIT)));
        Map<String, Object> json = Paging.page(
                "exports",
                page.exports().stream().map(line -> ExportJson.of(line, caller)).toList(),
                page.next().map(last -> Paging.cursor(List.of(last.tenant(), last.export()))));
        json.put("matching", page.matching());
        return Answer.json(json);
    }

    private static Optional<ExportId> after(Call call) {
        try {
            return Paging.after(call, 2).map(texts -> new ExportId(texts.get(0), texts.get(1)));
        } catch (IllegalArgumentException e) {
            throw outdated();
        }
    }

    /** Whether another tenant has an export is not told by what becomes of a cursor: it holds what the caller was sent. */
    private ExportPage page(ExportQuery query) {
        if (query.after()
                .filter(id ->
                        query.tenant().filter(own -> !own.equals(id.tenant())).isPresent())
                .isPresent()) {
            throw outdated();
        }
        try {
            return state.exports(query);
        } catch (UnknownExportException e) {
            throw outdated();
        }
    }

    private static RuntimeException outdated() {
        return ApiProblem.of(
                        ProblemKind.INVALID_PARAMETER,
                        "the export that the cursor names is no longer in the list; begin with the first page again")
                .with("parameter", Paging.CURSOR.name())
                .asException();
    }
}
