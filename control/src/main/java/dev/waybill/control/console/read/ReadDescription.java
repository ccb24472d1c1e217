package dev.waybill.control.console.read;

import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.contract.ExportId;
import dev.waybill.control.apply.TenantPapers;
import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Contract;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.ProblemKind;
import dev.waybill.control.console.http.Schema;
import dev.waybill.control.console.http.Schema.Member;
import dev.waybill.describe.Description;
import dev.waybill.spec.ExportSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** How to read what an export delivers: what {@code ./waybill describe} prints. */
final class ReadDescription implements Operation {
    private static final Contract CONTRACT = Contract.get(
                    "/tenants/{tenant}/exports/{export}/description",
                    "readDescription",
                    "How to read what an export delivers",
                    Audience.OWN_TENANT,
                    Parameter.TENANT,
                    Parameter.EXPORT)
            .answers(Schema.object(
                    Member.of("athena.sql", Schema.text().describe("A table for Athena.")),
                    Member.of("duckdb.sql", Schema.text().describe("A view for DuckDB.")),
                    Member.of("spark.py", Schema.text().describe("A script for Spark.")),
                    Member.of("columns.json", Schema.text().describe("The columns."))))
            .refuses(ProblemKind.NOT_FOUND);

    private final Supplier<Knowledge> catalog;

    ReadDescription(Supplier<Knowledge> catalog) {
        this.catalog = catalog;
    }

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        ExportId id = new ExportId(call.get(Parameter.TENANT), call.get(Parameter.EXPORT));
        List<ExportSpec> exports = TenantPapers.of(catalog.get().snapshot(), id.tenant())
                .orElseThrow(() -> Missing.export(id))
                .exports();
        ExportSpec spec = exports.stream()
                .filter(export -> export.exportId().equals(id))
                .findFirst()
                .orElseThrow(() -> Missing.export(id));
        Description description = Description.of(spec, exports);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("athena.sql", description.athena());
        json.put("duckdb.sql", description.duckDb());
        json.put("spark.py", description.spark());
        json.put("columns.json", description.columns());
        return Answer.json(json);
    }
}
