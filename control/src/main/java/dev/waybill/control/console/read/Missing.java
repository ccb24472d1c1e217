package dev.waybill.control.console.read;

import dev.waybill.contract.ExportId;
import dev.waybill.control.console.http.ApiProblem;
import dev.waybill.control.console.http.ProblemException;
import dev.waybill.control.console.http.ProblemKind;

/** What is answered where there is nothing of a name. */
final class Missing {
    private Missing() {}

    static ProblemException export(ExportId id) {
        return ApiProblem.of(ProblemKind.NOT_FOUND, "the catalog knows no export " + id)
                .asException();
    }

    static ProblemException tenant(String id) {
        return ApiProblem.of(ProblemKind.NOT_FOUND, "the catalog knows no tenant " + id)
                .asException();
    }
}
