package dev.waybill.control.console.read;

import dev.waybill.contract.ExportId;
import dev.waybill.control.console.access.Caller;
import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Contract;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.ProblemKind;
import dev.waybill.control.console.http.Schema;
import dev.waybill.control.console.http.Schema.Member;
import dev.waybill.control.console.state.ConsoleState;
import dev.waybill.control.console.state.ExportView;
import dev.waybill.ledger.DeliveryHeldBack;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** All that is known of one export, but for its windows. */
final class ReadExport implements Operation {
    private static final Schema HELD_BACK = Schema.object(
            Member.of("since", Schema.instant()),
            Member.of("reason", Schema.text()),
            Member.of("detail", Schema.text()),
            Member.of("advice", Schema.text()),
            Member.optional("retry-at", Schema.instant()));

    private static final Schema SCHEMA = Schema.object(
                    Member.of("export", ExportJson.SCHEMA),
                    Member.of("held-back", Schema.list(HELD_BACK).describe("What its destinations answered.")),
                    Member.optional(
                            "closed-through", Schema.instant().describe("Windows that were due by then have closed.")),
                    Member.optional(
                            "status",
                            Schema.mapOf(Schema.anything())
                                    .describe("What ./waybill status --json says; for operators only.")))
            .named("ExportDetail");

    private static final Contract CONTRACT = Contract.get(
                    "/tenants/{tenant}/exports/{export}",
                    "readExport",
                    "One export",
                    Audience.OWN_TENANT,
                    Parameter.TENANT,
                    Parameter.EXPORT)
            .answers(SCHEMA)
            .refuses(ProblemKind.NOT_FOUND);

    private final ConsoleState state;

    ReadExport(ConsoleState state) {
        this.state = state;
    }

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        Caller caller = call.caller();
        ExportId id = new ExportId(call.get(Parameter.TENANT), call.get(Parameter.EXPORT));
        ExportView view = state.export(id).orElseThrow(() -> Missing.export(id));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("export", ExportJson.of(view.line(), caller));
        json.put("held-back", view.heldBack().stream().map(ReadExport::heldBack).toList());
        view.passed()
                .filter(time -> !time.equals(Instant.MIN))
                .ifPresent(time -> json.put("closed-through", time.toString()));
        if (caller.isOperator()) {
            json.put("status", view.status().content());
        }
        return Answer.json(json);
    }

    private static Map<String, Object> heldBack(DeliveryHeldBack held) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("since", held.since().toString());
        json.put("reason", held.trouble().reason());
        json.put("detail", held.trouble().detail());
        json.put("advice", held.trouble().advice());
        held.retryAt().ifPresent(at -> json.put("retry-at", at.toString()));
        return json;
    }
}
