package dev.waybill.control.console.read;

import dev.waybill.catalog.snapshot.Knowledge;
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
import java.util.Map;
import java.util.function.Supplier;

/** The IAM documents of a tenant, with its own names in them, as {@code docs/reference/iam.md} lists them. */
final class ReadIamDocuments implements Operation {
    private static final Contract CONTRACT = Contract.get(
                    "/tenants/{tenant}/iam-documents",
                    "readIamDocuments",
                    "The IAM documents of a tenant",
                    Audience.OWN_TENANT,
                    Parameter.TENANT)
            .describe("They hold the tenant's external id: do not publish them.")
            .answers(Schema.object(Member.of(
                    "documents",
                    Schema.mapOf(Schema.text())
                            .describe("By name, the text of each. None for a tenant without roles."))))
            .refuses(ProblemKind.NOT_FOUND);

    private final Supplier<Knowledge> catalog;

    ReadIamDocuments(Supplier<Knowledge> catalog) {
        this.catalog = catalog;
    }

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        String tenant = call.get(Parameter.TENANT);
        TenantPapers papers =
                TenantPapers.of(catalog.get().snapshot(), tenant).orElseThrow(() -> Missing.tenant(tenant));
        return Answer.json(Map.of("documents", papers.documents()));
    }
}
