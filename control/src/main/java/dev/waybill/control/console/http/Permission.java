package dev.waybill.control.console.http;

import dev.waybill.control.console.access.Caller;
import java.util.Map;
import java.util.Optional;

/** Who may ask for what. */
final class Permission {
    private Permission() {}

    /**
     * Lets a caller pass.
     *
     * @param path what stands in place of the path's names
     * @throws ProblemException if the audience is another; the same whether or not there is what the path names
     */
    static void require(Endpoint endpoint, Optional<Caller> caller, Map<String, String> path) {
        if (endpoint.audience() == Audience.PUBLIC) {
            return;
        }
        Caller known = caller.orElseThrow(() -> unauthenticated("send a token: Authorization: Bearer wbt_…"));
        if (known.isOperator()) {
            return;
        }
        boolean may = switch (endpoint.audience()) {
            case PUBLIC, EVERY_TOKEN -> true;
            case OPERATORS -> false;
            case OWN_TENANT -> known.sees(path.getOrDefault(Parameter.TENANT.name(), ""));
        };
        if (!may) {
            throw ApiProblem.of(
                            ProblemKind.FORBIDDEN,
                            endpoint.audience() == Audience.OPERATORS
                                    ? "this is for operators; the token is a tenant's"
                                    : "the token is another tenant's")
                    .asException();
        }
    }

    static ProblemException unauthenticated(String detail) {
        return ApiProblem.of(ProblemKind.UNAUTHENTICATED, detail).asException();
    }
}
