package dev.waybill.control.console.http;

import java.util.EnumSet;
import java.util.Set;

/** All problems that an operation may be answered with: its own, and those that the frame finds before it is asked. */
final class FrameProblems {
    private FrameProblems() {}

    static Set<ProblemKind> of(Contract contract) {
        Set<ProblemKind> all = EnumSet.of(
                ProblemKind.UNKNOWN_PARAMETER, ProblemKind.INVALID_BODY, ProblemKind.UNAVAILABLE, ProblemKind.INTERNAL);
        all.addAll(contract.problems());
        Endpoint endpoint = contract.endpoint();
        if (endpoint.audience() != Audience.PUBLIC) {
            all.addAll(EnumSet.of(ProblemKind.UNAUTHENTICATED, ProblemKind.TOO_MANY_WRONG_TOKENS));
        }
        if (endpoint.audience() == Audience.OPERATORS || endpoint.audience() == Audience.OWN_TENANT) {
            all.add(ProblemKind.FORBIDDEN);
        }
        if (!endpoint.parameters().isEmpty()) {
            all.add(ProblemKind.INVALID_PARAMETER);
        }
        if (endpoint.verb().isChange()) {
            all.addAll(EnumSet.of(
                    ProblemKind.BUSY,
                    ProblemKind.INVALID_IDEMPOTENCY_KEY,
                    ProblemKind.IDEMPOTENCY_KEY_IN_USE,
                    ProblemKind.IDEMPOTENCY_KEY_REUSED));
        }
        if (contract.body().isPresent()) {
            all.addAll(EnumSet.of(ProblemKind.BODY_TOO_LARGE, ProblemKind.UNSUPPORTED_MEDIA_TYPE));
        }
        return all;
    }
}
