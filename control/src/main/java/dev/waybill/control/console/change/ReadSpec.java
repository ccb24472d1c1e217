package dev.waybill.control.console.change;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.control.apply.CurrentSpecs;
import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.ApiProblem;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Contract;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.ProblemKind;
import dev.waybill.control.console.http.Schema;
import dev.waybill.control.console.http.Schema.Member;
import dev.waybill.spec.ExportSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A tenant's file as it would be now, to be edited. */
public final class ReadSpec implements Operation {
    private static final Contract CONTRACT = Contract.get(
                    "/tenants/{tenant}/spec",
                    "readSpec",
                    "The tenant's file as it would be now",
                    Audience.OWN_TENANT,
                    Parameter.TENANT)
            .describe(
                    "To be edited and sent to planSpec. It is made from the catalog: everything that holds by default is"
                            + " written out, and comments of the file that was applied are gone. A tenant gets no export that is"
                            + " the operator's to change.")
            .answers(Schema.object(
                    Member.of("yaml", Schema.text()),
                    Member.of(
                            "left-out",
                            Schema.list(Schema.text()).describe("Ids of exports that are the operator's to change."))))
            .refuses(ProblemKind.NOT_FOUND);

    private final Supplier<CatalogSnapshot> catalog;

    public ReadSpec(Supplier<CatalogSnapshot> catalog) {
        this.catalog = catalog;
    }

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        String tenant = call.get(Parameter.TENANT);
        List<ExportSpec> all = catalog.get()
                .tenant(tenant)
                .flatMap(TenantEntry::record)
                .map(CurrentSpecs::of)
                .orElseThrow(() -> ApiProblem.of(ProblemKind.NOT_FOUND, "the catalog knows no tenant " + tenant)
                        .asException());
        List<ExportSpec> shown = all.stream()
                .filter(export -> call.caller().isOperator() || !TenantEditing.isOperators(export))
                .toList();
        List<String> leftOut = all.stream()
                .filter(export -> !shown.contains(export))
                .map(export -> export.exportId().export())
                .toList();
        return Answer.json(Map.of("yaml", SpecYaml.of(tenant, shown), "left-out", leftOut));
    }
}
