package dev.waybill.control.console.read;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartKind;
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
import dev.waybill.control.console.state.ObjectLine;
import dev.waybill.control.console.state.WindowObjects;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The objects of one window: its parts and receipts. */
final class ListObjects implements Operation {
    private static final Parameter<Instant> START =
            Parameter.instant("start", "The start of the window.").inPath();

    private static final Schema OBJECT = Schema.object(
                    Member.of(
                            "kind",
                            Schema.oneOf(Stream.of(PartKind.values())
                                    .map(PartKind::headerValue)
                                    .toList())),
                    Member.of("name", Schema.text().describe("Below the destination's prefix.")),
                    Member.of("size", Schema.count().describe("Bytes.")),
                    Member.of("sha256", Schema.text()),
                    Member.optional("rows", Schema.count().describe("Events; not of receipts.")),
                    Member.optional("delivered", Schema.instant().describe("When it was in the bucket.")))
            .named("Object");

    private static final Contract CONTRACT = Contract.get(
                    "/tenants/{tenant}/exports/{export}/windows/{start}/objects",
                    "listObjects",
                    "The objects of a window",
                    Audience.OWN_TENANT,
                    Parameter.TENANT,
                    Parameter.EXPORT,
                    START)
            .describe(
                    "Read from the ledger and the deliveries when it is asked for. Without objects if nothing is known.")
            .answers(Schema.object(
                    Member.of("objects", Schema.list(OBJECT)),
                    Member.of("whole", Schema.flag().describe("Whether these are all that is known of."))))
            .refuses(ProblemKind.NOT_FOUND, ProblemKind.UNAVAILABLE);

    private final ConsoleState state;

    ListObjects(ConsoleState state) {
        this.state = state;
    }

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        ExportId id = new ExportId(call.get(Parameter.TENANT), call.get(Parameter.EXPORT));
        if (state.export(id).isEmpty()) {
            throw Missing.export(id);
        }
        WindowObjects objects = state.objects(id, call.get(START));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("objects", objects.objects().stream().map(ListObjects::json).toList());
        json.put("whole", objects.isWhole());
        return Answer.json(json);
    }

    private static Map<String, Object> json(ObjectLine object) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", object.kind().headerValue());
        json.put("name", object.name());
        json.put("size", object.size());
        json.put("sha256", object.sha256());
        object.rows().ifPresent(rows -> json.put("rows", rows));
        object.delivered().ifPresent(at -> json.put("delivered", at.toString()));
        return json;
    }
}
