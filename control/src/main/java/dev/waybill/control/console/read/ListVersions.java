package dev.waybill.control.console.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.reign.Reign;
import dev.waybill.catalog.reign.Vacancy;
import dev.waybill.catalog.reign.VersionReign;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.YamlName;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Which version of an export rules when, and what its spec says. */
final class ListVersions implements Operation {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Schema REIGN = Schema.object(
                    Member.of("from", Schema.instant().describe("The first event time that it rules.")),
                    Member.optional("version", Schema.text()),
                    Member.optional("ended", Schema.text().describe("Why no version rules from then on.")),
                    Member.of("changed", Schema.instant()),
                    Member.optional("by", Schema.text().describe("For operators only.")),
                    Member.optional("why", Schema.text().describe("For operators only.")),
                    Member.optional("spec", Schema.anything().describe("Its spec in canonical form.")))
            .named("Reign");

    private static final Contract CONTRACT = Contract.get(
                    "/tenants/{tenant}/exports/{export}/versions",
                    "listVersions",
                    "Which version of an export rules when",
                    Audience.OWN_TENANT,
                    Parameter.TENANT,
                    Parameter.EXPORT)
            .describe(
                    "Tenants see no references to secrets, no directories, and nothing about the platform's connectors.")
            .answers(Schema.object(Member.of("reigns", Schema.list(REIGN))))
            .refuses(ProblemKind.NOT_FOUND);

    private final Supplier<Knowledge> catalog;

    ListVersions(Supplier<Knowledge> catalog) {
        this.catalog = catalog;
    }

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        ExportId id = new ExportId(call.get(Parameter.TENANT), call.get(Parameter.EXPORT));
        ExportRecord record = catalog.get()
                .snapshot()
                .tenant(id.tenant())
                .flatMap(TenantEntry::record)
                .map(tenant -> tenant.export(id.export()))
                .filter(export -> !export.reigns().isEmpty())
                .orElseThrow(() -> Missing.export(id));
        return Answer.json(Map.of(
                "reigns",
                record.reigns().list().stream()
                        .map(reign -> json(reign, record, call.caller()))
                        .toList()));
    }

    private static Map<String, Object> json(Reign reign, ExportRecord record, Caller caller) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", reign.from().toString());
        json.put("changed", reign.change().at().toString());
        if (caller.isOperator()) {
            json.put("by", reign.change().by());
            json.put("why", reign.change().why());
        }
        if (reign instanceof VersionReign version) {
            JsonNode spec = tree(record.version(version.version()).json());
            json.put("version", version.version());
            json.put("spec", caller.isOperator() ? spec : SpecView.ofTenant(spec));
        } else if (reign instanceof Vacancy vacancy) {
            json.put("ended", YamlName.of(vacancy.ending()));
        }
        return json;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a version's text is JSON", e);
        }
    }
}
