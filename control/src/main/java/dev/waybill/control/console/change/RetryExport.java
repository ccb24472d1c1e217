package dev.waybill.control.console.change;

import dev.waybill.contract.ExportId;
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
import dev.waybill.control.pause.KnownExports;
import java.util.Map;
import java.util.Optional;

/** Has the sink try a destination now, and not after its backoff. */
public final class RetryExport implements Operation {
    private static final Contract CONTRACT = Contract.post(
                    "/tenants/{tenant}/exports/{export}/retry",
                    "retryExport",
                    "Try the destination now, and not after its backoff",
                    Audience.OPERATORS,
                    Schema.object(),
                    Parameter.TENANT,
                    Parameter.EXPORT)
            .answers(Schema.object(Member.of(
                    "asked", Schema.mapOf(Schema.count()).describe("Offsets of the marks, by topic and partition."))))
            .refuses(ProblemKind.NOT_FOUND, ProblemKind.CONFLICT);

    private final ChangeCluster cluster;
    private final Audited audited;

    public RetryExport(ChangeCluster cluster, Audited audited) {
        this.cluster = cluster;
        this.audited = audited;
    }

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        ExportId export = new ExportId(call.get(Parameter.TENANT), call.get(Parameter.EXPORT));
        Audited.Deed deed = new Audited.Deed(
                "delivery_retried", CONTRACT.id(), export.tenant(), Optional.of(export.export()), Map.of());
        return audited.run(call.caller(), deed, () -> retry(export));
    }

    private Answer retry(ExportId export) {
        new KnownExports(cluster.catalog()).find(export.toString());
        Map<String, Long> asked = cluster.retry(export);
        if (asked.isEmpty()) {
            throw ApiProblem.of(
                            ProblemKind.CONFLICT,
                            "there is no topic yet that holds parts of " + export + "; apply its spec")
                    .asException();
        }
        return Answer.json(Map.of("asked", asked));
    }
}
